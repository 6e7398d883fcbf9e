package org.qgate.sandbox.child;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Stream;
import org.qgate.sandbox.wire.Wire;

/**
 * A stream that the node holds: bytes come only when they are asked for, and go only when the last ones were taken. Thread-safe as
 * {@link Stream} says.
 */
final class RemoteStream implements Stream {
    private final Node node;
    private final long number;
    private final Caller peer;
    private final ReentrantLock reading = new ReentrantLock();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean closed;

    RemoteStream(Node node, long number, Caller peer) {
        this.node = node;
        this.number = number;
        this.peer = peer;
    }

    @Override
    public Caller peer() {
        return peer;
    }

    @Override
    public int read(byte[] into, int offset, int length, long atMostMs) {
        Bounds.slice(into, offset, length, 1);
        long end = begin(reading, atMostMs);
        try {
            int most = Math.min(length, Wire.STREAM_BYTES);
            byte[] some = (byte[]) node.wait("stream.read", atMostMs, number, most, left(end, atMostMs));
            if (some == null) {
                return -1;
            }
            System.arraycopy(some, 0, into, offset, some.length);
            return some.length;
        } finally {
            reading.unlock();
        }
    }

    @Override
    public void write(byte[] from, int offset, int length, long atMostMs) {
        Bounds.slice(from, offset, length, 0);
        long end = begin(writing, atMostMs);
        try {
            int done = 0;
            do {
                int next = Math.min(length, done + Wire.STREAM_BYTES);
                byte[] some = Arrays.copyOfRange(from, offset + done, offset + next);
                node.wait("stream.write", atMostMs, number, some, left(end, atMostMs));
                done = next;
            } while (done < length);
        } finally {
            writing.unlock();
        }
    }

    /** The node knows one read and one write at a time of a stream. */
    private long begin(ReentrantLock side, long atMostMs) {
        if (closed) {
            throw new RefusedException(Reason.CLOSED, "the stream was closed");
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        try {
            if (side.tryLock() || side.tryLock(atMostMs, TimeUnit.MILLISECONDS)) {
                return end;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        throw new RefusedException(Reason.TIMEOUT, "another thread is at it");
    }

    /** A time that is out of bounds is the node's to refuse. */
    private static long left(long endNs, long atMostMs) {
        return atMostMs < 1 ? atMostMs : Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime()));
    }

    @Override
    public void end() {
        if (closed) {
            throw new RefusedException(Reason.CLOSED, "the stream was closed");
        }
        node.ask("stream.end", number);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            node.ask("stream.close", number);
        }
    }

    /** Its handler is done: the node closes or resets what is left, as the handler ended. */
    void served() {
        closed = true;
    }
}
