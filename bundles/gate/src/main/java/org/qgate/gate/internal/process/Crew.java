package org.qgate.gate.internal.process;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.qgate.api.base.Workers;
import org.qgate.gate.internal.run.CpuMeter;

/**
 * The threads that serve one process: as many as it asks for at once, each counted to its instance. One that has nothing to do
 * stays for a little, so that the next call finds it awake. Thread-safe.
 */
final class Crew implements AutoCloseable {
    private static final long IDLE_MS = 2_000;

    private final Workers workers;
    private final CpuMeter cpu;
    private final SynchronousQueue<Runnable> next = new SynchronousQueue<>();
    private volatile boolean closed;

    Crew(Workers workers, CpuMeter cpu) {
        this.workers = workers;
        this.cpu = cpu;
    }

    /** Has something done; false when every thread is busy. */
    boolean offer(Runnable job) {
        return next.offer(job) || workers.offer(() -> work(job));
    }

    /** A job that has just ended took back an interrupt, perhaps that of the end: so that is looked at too. */
    private Runnable next() throws InterruptedException {
        return closed ? null : next.poll(IDLE_MS, TimeUnit.MILLISECONDS);
    }

    private void work(Runnable first) {
        cpu.enter(Thread.currentThread().getId());
        try {
            for (Runnable job = first; job != null; job = next()) {
                job.run();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt(); // the process has ended
        }
    }

    @Override
    public void close() {
        closed = true;
        workers.close();
    }
}
