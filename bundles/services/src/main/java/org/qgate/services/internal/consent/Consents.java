package org.qgate.services.internal.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.qgate.api.extender.Consent;
import org.qgate.qsx.manifest.Difference;
import org.qgate.qsx.manifest.ServiceManifest;

/**
 * What follows when a version comes after another one and an operator agreed to something. Nothing here looks at what is
 * denied: that is above all of it.
 *
 * @param missing permissions that nobody agreed to, of those that are granted one by one
 * @param isUnseen whether it asks for more than before and nobody agreed to the sheet
 * @param agreed scopes by permission that hold once the version is live
 */
public record Consents(List<String> missing, boolean isUnseen, Map<String, SortedSet<String>> agreed) {
    /** Makes them unchangeable. */
    public Consents {
        missing = List.copyOf(missing);
        agreed = Map.copyOf(agreed);
    }

    /**
     * Finds out.
     *
     * @param from manifest of the version in office; empty for none
     * @param before what is agreed to for it
     */
    public static Consents of(
            Optional<ServiceManifest> from, Map<String, SortedSet<String>> before, ServiceManifest to, Consent given) {
        List<String> missing = new ArrayList<>();
        Map<String, SortedSet<String>> agreed = new TreeMap<>();
        for (Ask ask : Ask.of(from, to)) {
            if (ask.change() == Ask.Change.DROPPED) {
                continue;
            }
            String name = ask.permission().id();
            SortedSet<String> known = before.get(name);
            if (ask.isWider() && isGiven(ask, given)) {
                agreed.put(name, ask.scope());
            } else if (known != null) {
                agreed.put(name, common(known, ask.scope()));
            }
            if (ask.isWider() && ask.isSensitive() && !ask.optional() && !isGiven(ask, given)) {
                missing.add(name);
            }
        }
        return new Consents(missing, isWider(from, to) && !given.everything(), agreed);
    }

    private static boolean isGiven(Ask ask, Consent given) {
        if (!given.everything()) {
            return false;
        }
        return switch (ask.permission().level()) {
            case NORMAL -> true;
            case SENSITIVE -> given.granted().contains(ask.permission().id());
            case PRIVILEGED ->
                given.authenticated()
                        && given.granted().contains(ask.permission().id());
        };
    }

    private static SortedSet<String> common(SortedSet<String> one, SortedSet<String> other) {
        SortedSet<String> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }

    /** Whether somebody must agree before a version may follow another one; a first one always must be agreed to. */
    public static boolean isWider(Optional<ServiceManifest> from, ServiceManifest to) {
        return from.isEmpty() || Difference.between(from.get(), to).isWider();
    }

    /** Whether the version may not go live. */
    public boolean isMissing() {
        return isUnseen || !missing.isEmpty();
    }

    /** Returns which permissions would be missing if an operator agreed to the sheet and granted nothing. */
    public static List<String> wanted(
            Optional<ServiceManifest> from, Map<String, SortedSet<String>> before, ServiceManifest to) {
        return of(from, before, to, new Consent(true, java.util.Set.of(), false))
                .missing();
    }
}
