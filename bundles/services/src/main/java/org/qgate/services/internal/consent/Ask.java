package org.qgate.services.internal.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import org.qgate.ext.Level;
import org.qgate.ext.Permission;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.manifest.ServiceManifest.Request;

/**
 * One permission that a version asks for, beside what the version in office asks for.
 *
 * @param scope of the new version; of the old one when it is dropped
 */
record Ask(Permission permission, SortedSet<String> scope, String reason, boolean optional, Change change) {
    /** What became of it. */
    enum Change {
        ADDED,
        WIDENED,
        SAME,
        NARROWED,
        DROPPED;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Returns all that the new version asks for, then what it asks for no more. */
    static List<Ask> of(Optional<ServiceManifest> from, ServiceManifest to) {
        List<Ask> asks = new ArrayList<>();
        for (Request each : to.permissions()) {
            Optional<Request> before = from.flatMap(old -> old.request(each.permission()));
            asks.add(new Ask(each.permission(), each.scope(), each.reason(), each.optional(), change(before, each)));
        }
        from.stream()
                .flatMap(old -> old.permissions().stream())
                .filter(each -> to.request(each.permission()).isEmpty())
                .forEach(each -> asks.add(
                        new Ask(each.permission(), each.scope(), each.reason(), each.optional(), Change.DROPPED)));
        return asks;
    }

    /** Also one that was optional and is required now is asked anew: nobody may have agreed to it. */
    private static Change change(Optional<Request> before, Request now) {
        if (before.isEmpty()) {
            return Change.ADDED;
        }
        Request old = before.get();
        if (!old.scope().containsAll(now.scope()) || old.optional() && !now.optional()) {
            return Change.WIDENED;
        }
        return old.scope().equals(now.scope()) ? Change.SAME : Change.NARROWED;
    }

    /** Whether it is more than before. */
    boolean isWider() {
        return change == Change.ADDED || change == Change.WIDENED;
    }

    /** Whether it is granted one by one. */
    boolean isSensitive() {
        return permission.level() != Level.NORMAL;
    }
}
