package org.qgate.sandbox.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/** Frames on their way out: written by who sends them, and kept in order when the other end is slow. Thread-safe. */
final class Outbox implements Out {
    /** Whoever sends more has to wait. */
    private static final int MOST_BYTES = 256 << 10;

    /** Small frames that go without waiting, of an end that does not read: then it is no use to go on. */
    private static final int MOST_FRAMES = 4_096;

    private static final int WRITE_BYTES = 64 << 10;

    private final ByteChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ByteBuffer some = ByteBuffer.allocateDirect(WRITE_BYTES);
    private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    Outbox(ByteChannel channel, Selector selector, SelectionKey key) {
        this.channel = channel;
        this.selector = selector;
        this.key = key;
    }

    @Override
    public synchronized boolean send(ByteBuffer frame, long endNs) {
        while (!closed && bytes >= MOST_BYTES) {
            long left = endNs - System.nanoTime();
            if (left <= 0 || !pause(left)) {
                return false;
            }
        }
        return put(frame);
    }

    private boolean pause(long leftNs) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, leftNs);
            return true;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public synchronized void sendNow(ByteBuffer frame) {
        if (waiting.size() > MOST_FRAMES) {
            close();
        } else {
            put(frame);
        }
    }

    private boolean put(ByteBuffer frame) {
        if (closed) {
            return false;
        }
        bytes += frame.remaining();
        waiting.add(frame);
        if (waiting.size() == 1) {
            tryWrite();
        }
        return !closed;
    }

    private void tryWrite() {
        try {
            if (!write()) {
                listenToo(SelectionKey.OP_WRITE);
                selector.wakeup();
            }
        } catch (IOException lost) {
            close(); // whoever reads learns it, and how
        }
    }

    /** Writes what the other end takes; true when nothing is left. */
    private boolean write() throws IOException {
        while (!waiting.isEmpty()) {
            fill();
            int wanted = some.flip().remaining();
            int taken = channel.write(some);
            drop(taken);
            if (taken < wanted) {
                return false;
            }
        }
        return true;
    }

    private void fill() {
        some.clear();
        for (ByteBuffer frame : waiting) {
            int size = Math.min(frame.remaining(), some.remaining());
            some.put(frame.duplicate().limit(frame.position() + size));
            if (!some.hasRemaining()) {
                return;
            }
        }
    }

    private void drop(int taken) {
        boolean many = bytes >= MOST_BYTES;
        bytes -= taken;
        for (int left = taken; left > 0; ) {
            ByteBuffer first = waiting.element();
            int size = Math.min(left, first.remaining());
            first.position(first.position() + size);
            left -= size;
            if (!first.hasRemaining()) {
                waiting.remove();
            }
        }
        if (many && bytes < MOST_BYTES) {
            notifyAll();
        }
    }

    /** The other end takes more. */
    synchronized void flush() throws IOException {
        if (!closed && write()) {
            key.interestOpsAnd(~SelectionKey.OP_WRITE);
        }
    }

    /** Whether what comes should be read. */
    synchronized void listen(boolean reading) {
        if (reading) {
            listenToo(SelectionKey.OP_READ);
        } else if (key.isValid()) {
            key.interestOpsAnd(~SelectionKey.OP_READ);
        }
    }

    private void listenToo(int operation) {
        try {
            key.interestOpsOr(operation);
        } catch (CancelledKeyException ended) {
            closed = true;
        }
    }

    @Override
    public void wake() {
        if ((key.isValid() ? key.interestOps() & SelectionKey.OP_READ : 1) == 0) {
            selector.wakeup();
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            waiting.clear();
            bytes = 0;
            notifyAll();
        }
        selector.wakeup();
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Gives back what the system gave; by who reads, as the last thing. */
    synchronized void end() {
        closed = true;
        try (channel;
                selector) {
            key.cancel();
        } catch (IOException gone) {
            waiting.clear(); // it was closed by its failure
        }
    }
}
