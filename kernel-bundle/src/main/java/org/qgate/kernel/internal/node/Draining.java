package org.qgate.kernel.internal.node;

import java.util.concurrent.CompletableFuture;
import org.qgate.api.base.Clock;

/** Waits until an overlay that takes no new work has none left. */
final class Draining {
    private static final long CHECK_MS = 100;
    private static final long MARGIN_MS = 5_000;

    private final LoopEnv env;
    private final Clock clock;

    Draining(LoopEnv env, Clock clock) {
        this.env = env;
        this.clock = clock;
    }

    /** Returns whether all ended by themselves. */
    boolean drain(Overlay running, long atMostMs) {
        CompletableFuture<Boolean> idle = new CompletableFuture<>();
        long untilNs = clock.monoNs() + atMostMs * 1_000_000;
        LoopCalls loop = new LoopCalls(env::execute);
        loop.tell(() -> {
            running.circuits().drain();
            check(running, untilNs, idle);
        });
        return loop.await(idle, atMostMs + MARGIN_MS);
    }

    private void check(Overlay running, long untilNs, CompletableFuture<Boolean> idle) {
        if (running.circuits().isIdle()) {
            idle.complete(true);
        } else if (clock.monoNs() - untilNs > 0) {
            idle.complete(false);
        } else {
            env.after(CHECK_MS, () -> check(running, untilNs, idle));
        }
    }
}
