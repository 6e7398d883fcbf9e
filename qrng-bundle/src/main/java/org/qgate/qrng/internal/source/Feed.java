package org.qgate.qrng.internal.source;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.qgate.api.base.Workers;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;

/**
 * Reads a device ahead on a thread of its own, because Java can neither bound nor poll a read of a device's file. Between
 * that thread and the one that takes lies a ring of bounded size: when nobody takes, nobody reads. Thread-safe.
 */
final class Feed implements AutoCloseable {
    private static final int RING = 1 << 19;

    private final String device;
    private final ByteStream stream;
    private final byte[] ring = new byte[RING];
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int first; // of what was read and not taken; under the lock
    private int count; // likewise
    private boolean ended;
    private boolean closed;
    private IOException failure;

    Feed(String device, ByteStream stream) {
        this.device = device;
        this.stream = stream;
    }

    /** Begins to read. */
    Feed start(Workers workers) {
        if (!workers.offer(this::run)) {
            throw new QGateException(QrngError.UNREADABLE, device + ": no thread to read it");
        }
        return this;
    }

    private void run() {
        IOException why = null;
        try {
            while (fill()) {
                // until the end
            }
        } catch (IOException failed) {
            why = failed;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            end(why);
        }
    }

    /** Only this thread writes into the free part of the ring, so reading needs no lock. */
    private boolean fill() throws IOException, InterruptedException {
        int free = awaitFree();
        if (free < 0) {
            return false;
        }
        int read = stream.read(ring, free, run(free));
        if (read > 0) {
            lock.lock();
            try {
                count += read;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
        return read > 0;
    }

    /** Returns where the free part begins; -1 when it is closed. */
    private int awaitFree() throws InterruptedException {
        lock.lock();
        try {
            while (count == RING && !closed) {
                changed.await();
            }
            return closed ? -1 : (first + count) % RING;
        } finally {
            lock.unlock();
        }
    }

    /** How much may be read at once from there on: the taker makes the free part larger only. */
    private int run(int free) {
        lock.lock();
        try {
            return Math.min(RING - count, RING - free);
        } finally {
            lock.unlock();
        }
    }

    private void end(IOException why) {
        lock.lock();
        try {
            ended = true;
            failure = why;
            if (closed) {
                Arrays.fill(ring, (byte) 0);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what was read.
     *
     * @return how many bytes; 0 when none came in time, -1 at the end
     * @throws QGateException QG-QRN-0003 or 0004 once all that came before is taken
     */
    int take(byte[] into, int offset, int length, long atMostMs) {
        lock.lock();
        try {
            if (!awaitBytes(atMostMs)) {
                return 0;
            }
            if (count == 0) {
                return atEnd();
            }
            int some = Math.min(length, Math.min(count, RING - first));
            System.arraycopy(ring, first, into, offset, some);
            first = (first + some) % RING;
            count -= some;
            changed.signalAll();
            return some;
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitBytes(long atMostMs) {
        long left = TimeUnit.MILLISECONDS.toNanos(atMostMs);
        while (count == 0 && !ended && !closed) {
            if (left <= 0) {
                return false;
            }
            try {
                left = changed.awaitNanos(left);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private int atEnd() {
        if (failure == null || closed) {
            return -1;
        }
        QrngError code = failure instanceof NonsenseException ? QrngError.NONSENSE : QrngError.UNREADABLE;
        throw new QGateException(code, device + ": " + DeviceFile.why(failure), failure);
    }

    /** Ends both threads' waiting and wipes what nobody took. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            count = 0;
            if (ended) {
                Arrays.fill(ring, (byte) 0);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            stream.close();
        } catch (IOException failed) {
            throw new QGateException(QrngError.UNREADABLE, device + ": " + DeviceFile.why(failed), failed);
        }
    }
}
