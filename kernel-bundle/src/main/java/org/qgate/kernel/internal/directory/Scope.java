package org.qgate.kernel.internal.directory;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.qgate.api.NodeId;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.link.Links;

/** What the directory's parts share: the world, and whether the directory still runs. Event loop only. */
final class Scope {
    private static final long LANE_FULL_MS = 250;

    private final Env env;
    private final Links links;
    private final StateFolder state;
    private final Network network;
    private final NodeId self;
    private final DirectorySettings settings;
    private boolean closed;

    Scope(Env env, Links links, StateFolder state, Network network, NodeId self, DirectorySettings settings) {
        this.env = env;
        this.links = links;
        this.state = state;
        this.network = network;
        this.self = self;
        this.settings = settings;
    }

    Env env() {
        return env;
    }

    Links links() {
        return links;
    }

    StateFolder state() {
        return state;
    }

    Network network() {
        return network;
    }

    NodeId self() {
        return self;
    }

    DirectorySettings settings() {
        return settings;
    }

    long wallMs() {
        return env.clock().wallMs();
    }

    long monoNs() {
        return env.clock().monoNs();
    }

    boolean closed() {
        return closed;
    }

    void close() {
        closed = true;
    }

    /** Runs a task later, unless the directory is closed by then. */
    Env.Timer after(long delayMs, Runnable task) {
        return env.after(delayMs, () -> {
            if (!closed) {
                task.run();
            }
        });
    }

    /** Works off the loop; waits while the lane is full; nothing follows once the directory is closed. */
    <T> void work(Callable<T> task, Consumer<T> done, Consumer<QGateException> failed) {
        boolean queued = env.offload().submit(Offload.Lane.OWN, task, unlessClosed(done), unlessClosed(failed));
        if (!queued) {
            after(LANE_FULL_MS, () -> work(task, done, failed));
        }
    }

    private <T> Consumer<T> unlessClosed(Consumer<T> then) {
        return value -> {
            if (!closed) {
                then.accept(value);
            }
        };
    }
}
