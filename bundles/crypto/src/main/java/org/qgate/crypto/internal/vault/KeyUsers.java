package org.qgate.crypto.internal.vault;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;

/**
 * Those who use keys, many at once, and whoever changes keys, alone. Fair, so that a lock is not kept waiting by traffic; a
 * semaphore, so that one thread may freeze and another one thaw. Thread-safe.
 */
final class KeyUsers {
    /** How long a user waits for a hand-over in a node. */
    static final long PATIENCE_MS = 2_000;

    /** Permits: each user takes one, who changes keys takes all. */
    private static final int EVERYBODY = 1 << 16;

    private final Semaphore permits = new Semaphore(EVERYBODY, true);
    private final long patienceMs;
    private boolean frozen;

    /** Makes it with a bound on how long a user waits. */
    KeyUsers(long patienceMs) {
        this.patienceMs = patienceMs;
    }

    /** Comes in to use a key; {@link #exit} follows. */
    void enter() {
        boolean entered = false;
        try {
            entered = permits.tryAcquire(patienceMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            throw handOver();
        }
    }

    void exit() {
        permits.release();
    }

    /** Does what must happen while nobody uses a key. */
    void alone(Runnable change) {
        permits.acquireUninterruptibly(EVERYBODY);
        try {
            change.run();
        } finally {
            permits.release(EVERYBODY);
        }
    }

    /** Keeps everybody out until {@link #thaw}. */
    synchronized void freeze() {
        permits.acquireUninterruptibly(EVERYBODY);
        frozen = true;
    }

    /** Lets everybody in again; nothing happens when they were not kept out. */
    synchronized void thaw() {
        if (frozen) {
            frozen = false;
            permits.release(EVERYBODY);
        }
    }

    synchronized boolean frozen() {
        return frozen;
    }

    /** Who waited here to change keys would wait with all of the vault's doors shut. */
    static QGateException handOver() {
        return new QGateException(VaultError.LOCKED, "the vault is being handed over");
    }
}
