package org.qgate.gate.internal.protocol;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes of requests and responses this node holds at once, in all. Thread-safe. */
final class CallBytes {
    static final long MOST = 32L << 20;

    private final AtomicLong held = new AtomicLong();

    /** Takes a share; false when there is none left. */
    boolean take(int bytes) {
        if (held.addAndGet(bytes) <= MOST) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(int bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
