package org.qgate.gate.internal.host;

import org.qgate.api.base.Workers;
import org.qgate.gate.internal.run.Threads;

/** An instance's threads, as those who serve protocols want them; nobody but the instance closes them. Thread-safe. */
record OwnWorkers(Threads threads) implements Workers {
    @Override
    public boolean offer(Runnable task) {
        return threads.offer(task);
    }

    @Override
    public int queued() {
        return threads.queued();
    }

    @Override
    public void close() {
        // They belong to the instance.
    }
}
