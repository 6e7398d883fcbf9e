package org.qgate.gate.internal.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Looks once a second whether instances keep to their quotas of processor time and of refusals; says it once of each that
 * does not. For one thread.
 */
final class Watchman {
    /** Refusals for want of quota a second, above which an instance is no longer asking but flooding. */
    private static final long FLOOD = 1_000;
    /** So many seconds on end. */
    private static final int PATIENCE = 10;

    /** What was seen of one instance. */
    private record Seen(long limited, int floods) {}

    private final Consumer<Instance> overdrawn;
    private final Map<Long, Seen> seen = new ConcurrentHashMap<>();

    Watchman(Consumer<Instance> overdrawn) {
        this.overdrawn = overdrawn;
    }

    void look(Instance instance) {
        int percent = instance.threads().cpu().look();
        boolean floods = floods(instance);
        if (!instance.overdrawn().isEmpty()) {
            return;
        }
        if (percent > instance.permit().quota().cpuPercent()) {
            say(instance, "cpu", percent + " % of a core over ten seconds");
        } else if (floods) {
            say(instance, "limits", "more than " + FLOOD + " refusals a second for ten seconds");
        }
    }

    private boolean floods(Instance instance) {
        long limited = instance.access().limited();
        Seen before = seen.getOrDefault(instance.number(), new Seen(0, 0));
        int floods = limited - before.limited() > FLOOD ? before.floods() + 1 : 0;
        seen.put(instance.number(), new Seen(limited, floods));
        return floods >= PATIENCE;
    }

    private void say(Instance instance, String quota, String what) {
        instance.overdrawn(quota);
        instance.note("overdraws its quota: " + what);
        overdrawn.accept(instance);
    }

    void forget(Instance instance) {
        seen.remove(instance.number());
    }
}
