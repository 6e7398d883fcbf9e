package org.qgate.gate.internal.protocol;

import java.util.concurrent.TimeUnit;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Slab;

/** What was written to a stream and not sent yet: one thread puts, the event loop sends. Thread-safe. */
final class Outflow {
    private static final int CHUNK = 16 * 1024;

    private final PortDesk desk;
    private final long port;
    private final ByteQueue queue;
    private boolean moving;
    private boolean ended;
    private boolean shut;
    private boolean broken;

    Outflow(PortDesk desk, long port, int most) {
        this.desk = desk;
        this.port = port;
        this.queue = new ByteQueue(most);
    }

    /**
     * Adds all bytes, waiting for room.
     *
     * @throws QGateException QG-EXT-0042 when there was no room for all in time, 0048 when it is over
     */
    void write(byte[] from, int offset, int length, long atMostMs) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        int done = 0;
        do {
            done += put(from, offset + done, length - done, end);
        } while (done < length);
    }

    private int put(byte[] from, int offset, int length, long end) {
        int taken;
        boolean still;
        synchronized (this) {
            while (!ended && !broken && queue.room() == 0) {
                Waits.until(this, end, "not all was taken");
            }
            if (ended || broken) {
                throw new QGateException(ExtenderError.STREAM_CLOSED, ended ? "ended here" : "reset by the other end");
            }
            taken = queue.put(from, offset, length);
            still = !moving;
            moving = true;
        }
        if (still) {
            desk.run(this::move);
        }
        return taken;
    }

    /** Nothing follows. */
    void end() {
        boolean still;
        synchronized (this) {
            if (ended || broken) {
                return;
            }
            ended = true;
            still = !moving;
            moving = true;
            notifyAll();
        }
        if (still) {
            desk.run(this::move);
        }
    }

    /** It is over: what was not sent is lost. */
    synchronized void breakOff() {
        broken = true;
        queue.clear();
        notifyAll();
    }

    /** Whether the transport has all of it, and the end. */
    synchronized boolean isSent() {
        return shut;
    }

    /** Sends while the port takes bytes. Event loop only. */
    void move() {
        Lease lease = desk.lease();
        boolean more = true;
        while (more && lease.writable(port)) {
            more = moveSome(lease);
        }
        lease.flush(port);
        if (endsNow()) {
            lease.shutdownOutput(port);
        }
    }

    private boolean moveSome(Lease lease) {
        Slab slab;
        int length;
        synchronized (this) {
            length = Math.min(CHUNK, queue.size());
            if (length == 0) {
                moving = false;
                return false;
            }
            slab = lease.slab(length);
            queue.take(slab.array(), slab.offset(), length);
            notifyAll();
        }
        lease.commit(port, slab, length);
        return true;
    }

    private synchronized boolean endsNow() {
        if (moving || !ended || broken || shut) {
            return false;
        }
        shut = true;
        return true;
    }
}
