package org.qgate.kernel.internal.directory;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.Offload;
import org.qgate.kernel.internal.link.Links;

/** What the directory's parts share: the world, and whether the directory still runs. Event loop only. */
final class Scope {
    private static final long LANE_FULL_MS = 250;

    private final Env env;
    private final Links links;
    private final Archive archive;
    private final Network network;
    private final NodeId self;
    private final DirectorySettings settings;
    private boolean closed;

    Scope(Env env, Links links, Archive archive, Network network, NodeId self, DirectorySettings settings) {
        this.env = env;
        this.links = links;
        this.archive = archive;
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

    Archive archive() {
        return archive;
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
        work(Offload.Lane.OWN, task, done, failed);
    }

    /** The same for work that reads or writes the store. */
    <T> void keep(Callable<T> task, Consumer<T> done, Consumer<QGateException> failed) {
        work(Offload.Lane.STORE, task, done, failed);
    }

    private <T> void work(Offload.Lane lane, Callable<T> task, Consumer<T> done, Consumer<QGateException> failed) {
        boolean queued = env.offload().submit(lane, task, unlessClosed(done), unlessClosed(failed));
        if (!queued) {
            after(LANE_FULL_MS, () -> work(lane, task, done, failed));
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
