package org.qgate.gate.internal.protocol;

import java.util.concurrent.TimeUnit;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;

/** What came in on a stream and was not read yet: the event loop puts, one thread takes. Thread-safe. */
final class Inflow {
    private final ByteQueue queue;
    private final Runnable resume;
    private boolean paused;
    private boolean ended;
    private boolean broken;
    private boolean dropped;

    /**
     * Makes one.
     *
     * @param resume called by the reader once there is room again after {@link #put} took less than all
     */
    Inflow(int most, Runnable resume) {
        this.queue = new ByteQueue(most);
        this.resume = resume;
    }

    /** Takes as many bytes as there is room for. When it is not all of them, the sender pauses. */
    synchronized int put(byte[] bytes, int offset, int length) {
        if (dropped || broken) {
            return length;
        }
        int taken = queue.put(bytes, offset, length);
        paused = taken < length;
        notifyAll();
        return taken;
    }

    /** Nothing follows. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** It did not end as meant: what was not read is lost. */
    synchronized void breakOff() {
        if (!ended) {
            broken = true;
            queue.clear();
        }
        notifyAll();
    }

    /** Nobody reads any more; what comes is thrown away. */
    void drop() {
        synchronized (this) {
            dropped = true;
            queue.clear();
            notifyAll();
        }
        resumeIfPaused();
    }

    /** Reads as {@link org.qgate.api.protocol.ProtocolStream#read} says. */
    int read(byte[] into, int offset, int length, long atMostMs) {
        int taken = take(into, offset, length, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs));
        resumeIfPaused();
        return taken;
    }

    private synchronized int take(byte[] into, int offset, int length, long end) {
        while (queue.size() == 0) {
            if (dropped || broken) {
                throw new QGateException(
                        ExtenderError.STREAM_CLOSED, dropped ? "closed here" : "reset by the other end");
            }
            if (ended) {
                return -1;
            }
            Waits.until(this, end, "no byte came");
        }
        return queue.take(into, offset, length);
    }

    private void resumeIfPaused() {
        boolean wanted;
        synchronized (this) {
            wanted = paused && (dropped || queue.room() >= queue.size());
            paused = paused && !wanted;
        }
        if (wanted) {
            resume.run();
        }
    }
}
