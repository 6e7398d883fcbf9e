package org.qgate.crypto.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.CryptoStatus.Randomness;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.crypto.internal.primitive.Bytes;

/**
 * Brings seeds from the node's pool of quantum randomness to the random source: every two minutes, or sooner when much was
 * given out, by a scheduled task. What fails changes nothing but the status. Thread-safe.
 */
final class QuantumSeeds {
    /** How often it looks. */
    static final long LOOK_MS = 5_000;

    static final int SEED = 64;
    static final long EVERY_MS = 120_000;
    static final long RETRY_MS = 30_000;
    static final long BYTES = 16 << 20;
    private static final long WAIT_MS = 100;
    private static final String CONSUMER = "crypto";

    private final MixedRandom random;
    private final Clock clock;
    private final Scheduler scheduler;
    private final String system;
    private final AtomicReference<QuantumPool> pool = new AtomicReference<>();
    private volatile Randomness seen;
    private final Object turns = new Object();
    private Workers worker;
    private AutoCloseable timer;
    private long nextMs;
    private long givenThen;
    private boolean begun;

    /** @param system what the operating system's generator is called */
    QuantumSeeds(MixedRandom random, Clock clock, Scheduler scheduler, String system) {
        this.random = random;
        this.clock = clock;
        this.scheduler = scheduler;
        this.system = system;
        seen = Randomness.of(system);
    }

    /** A pool is there from now on. */
    void bind(QuantumPool provider) {
        pool.set(provider);
    }

    /** It is not there any more; ignored when another one took its place. */
    void unbind(QuantumPool provider) {
        pool.compareAndSet(provider, null);
    }

    /** Looks from now on, on a thread of its own. */
    void watch() {
        synchronized (turns) {
            if (worker == null) {
                Workers own = scheduler.workers("seeds", 1, 1);
                worker = own;
                timer = scheduler.schedule("seeds", 0, LOOK_MS, () -> own.offer(this::look));
            }
        }
    }

    /** Looks no more until the next {@link #watch}, and interrupts who waits for the pool. */
    void rest() {
        synchronized (turns) {
            if (worker != null) {
                close(timer);
                worker.close();
                worker = null;
                timer = null;
            }
        }
    }

    private static void close(AutoCloseable timer) {
        try {
            timer.close();
        } catch (Exception failed) {
            throw new IllegalStateException("a timer did not end", failed);
        }
    }

    /** Takes a seed when one is due. Blocking, at most a tenth of a second. */
    synchronized void look() {
        QuantumPool from = pool.get();
        long nowMs = clock.monoNs() / 1_000_000;
        boolean much = seen.failure().isEmpty() && random.given() - givenThen >= BYTES;
        if (from == null || begun && nowMs < nextMs && !much) {
            return;
        }
        begun = true;
        try {
            take(from.take(CONSUMER, SEED, false, WAIT_MS));
            nextMs = nowMs + EVERY_MS;
        } catch (RuntimeException | LinkageError refused) { // also of a pool that is being replaced
            seen = seen.failed(String.valueOf(refused.getMessage()));
            nextMs = nowMs + RETRY_MS;
        }
    }

    private void take(Portion portion) {
        random.stir(portion.bytes());
        Bytes.wipe(portion.bytes());
        givenThen = random.given();
        boolean quantum = portion.quantum() && !portion.labels().isEmpty() && !portion.degraded();
        seen = seen.stirred(quantum, clock.wallMs());
    }

    /** Returns what the random source is made of. */
    Randomness status() {
        return seen;
    }

    /** Forgets all seeds: the random source goes on with the operating system's randomness alone. */
    synchronized void forget() {
        random.forget();
        seen = Randomness.of(system);
        begun = false;
    }
}
