package org.qgate.gate.internal.facade;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.ext.Permission;

/** The open streams of one instance, so many as its quota says, dialled and accepted. Thread-safe. */
public final class OwnStreams {
    private final Access access;
    private final Set<HeldStream> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();

    OwnStreams(Access access) {
        this.access = access;
        access.watch(() -> open.forEach(HeldStream::look));
    }

    /** Takes a place, to be given to {@link #hold} or {@link #free}; refuses when none is left. */
    void reserve(Permission permission) {
        if (places.incrementAndGet() > access.permit().quota().streams()) {
            places.decrementAndGet();
            throw access.limit(permission, "the quota of open streams is used up");
        }
    }

    /** Gives a place back that nothing was put into. */
    void free() {
        if (places.decrementAndGet() == 0) {
            synchronized (open) {
                open.notifyAll();
            }
        }
    }

    /** Waits until none is open; false when the time was up before. */
    public boolean awaitNone(long atMostMs) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        synchronized (open) {
            while (places.get() > 0) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(open, left);
            }
            return true;
        }
    }

    /** Holds a stream in a reserved place until it is closed. */
    HeldStream hold(Permission permission, String protocol, ProtocolStream stream) {
        HeldStream held = new HeldStream(this, access, permission, protocol, stream);
        open.add(held);
        held.look(); // what was revoked meanwhile was not there to be seen
        return held;
    }

    void remove(HeldStream stream) {
        if (open.remove(stream)) {
            free();
        }
    }

    /** Returns how many are open, or being opened. */
    public int count() {
        return places.get();
    }

    void closeAll() {
        open.forEach(HeldStream::reset);
    }
}
