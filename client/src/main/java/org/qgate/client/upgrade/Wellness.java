package org.qgate.client.upgrade;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Compares what {@code node:status --json} says before and after an upgrade. */
public final class Wellness {
    private static final Set<String> BAD = Set.of("ERROR", "CRITICAL");
    private static final long WHOLE = 100;

    private final Map<?, ?> before;
    private final String version;

    /**
     * Prepares a comparison.
     *
     * @param before the document of before, or an empty map when the node did not run
     * @param version that the new program must say
     */
    public Wellness(Map<?, ?> before, String version) {
        this.before = before;
        this.version = version;
    }

    /** Returns why the node is worse than before, or empty when it is as well. */
    public Optional<String> complaint(Map<?, ?> now) {
        if (!version.equals(now.get("version"))) {
            return Optional.of("it says version " + now.get("version") + ", not " + version);
        }
        for (Object each : list(now, "bundles")) {
            if (each instanceof Map<?, ?> bundle && !"ACTIVE".equals(bundle.get("state"))) {
                return Optional.of(bundle.get("symbolicName") + " is " + bundle.get("state"));
            }
        }
        return vault(now).or(() -> health(now)).or(() -> bootstrap(now));
    }

    private static List<?> list(Map<?, ?> document, String name) {
        return document.get(name) instanceof List<?> list ? list : List.of();
    }

    private static Object member(Map<?, ?> document, String name, String member) {
        return document.get(name) instanceof Map<?, ?> inner ? inner.get(member) : null;
    }

    /** With a passphrase nobody but the operator unlocks it: then the rest cannot be asked for. */
    private Optional<String> vault(Map<?, ?> now) {
        Object was = member(before, "vault", "state");
        Object is = member(now, "vault", "state");
        boolean waits = "LOCKED".equals(is) && Boolean.TRUE.equals(member(now, "vault", "passphrase"));
        return was == null || Objects.equals(was, is) || "UNLOCKED".equals(is) || waits
                ? Optional.empty()
                : Optional.of("the vault was " + was + " and is " + is + ": " + member(now, "vault", "reason"));
    }

    private Optional<String> health(Map<?, ?> now) {
        Set<Object> known = new HashSet<>();
        for (Object each : list(before, "reports")) {
            if (each instanceof Map<?, ?> report && BAD.contains(report.get("state"))) {
                known.add(report.get("subsystem"));
            }
        }
        for (Object each : list(now, "reports")) {
            if (each instanceof Map<?, ?> report
                    && BAD.contains(report.get("state"))
                    && !known.contains(report.get("subsystem"))) {
                return Optional.of(report.get("subsystem") + ": " + report.get("message"));
            }
        }
        return Optional.empty();
    }

    private Optional<String> bootstrap(Map<?, ?> now) {
        boolean wasWhole = Long.valueOf(WHOLE).equals(before.get("bootstrapPercent"));
        boolean isWhole = Long.valueOf(WHOLE).equals(now.get("bootstrapPercent"));
        boolean locked = "LOCKED".equals(member(now, "vault", "state"));
        return !wasWhole || isWhole || locked
                ? Optional.empty()
                : Optional.of("it has come to " + now.get("bootstrapPercent") + " %: " + now.get("bootstrapReason"));
    }
}
