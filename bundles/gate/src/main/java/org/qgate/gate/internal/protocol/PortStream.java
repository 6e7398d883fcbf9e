package org.qgate.gate.internal.protocol;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.ProtocolStream;

/**
 * A stream for threads that may wait, over a port that must not: two bounded queues between them. Whoever closes it lets what
 * was written leave in peace; what did not within a minute is a reset, so that the other end never takes a part for the whole.
 */
final class PortStream implements ProtocolStream, PortEnd {
    /** Most bytes that wait here, each direction. */
    static final int MOST_WAITING = 64 * 1024;

    private static final long LINGER_MS = 60_000;
    private static final long FIRST_LOOK_MS = 10;
    private static final long LOOK_MS = 1_000;

    private final PortDesk desk;
    private final long port;
    private final Caller peer;
    private final Runnable whenGone;
    private final Inflow in;
    private final Outflow out;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean gone;

    /**
     * Makes the stream of a port.
     *
     * @param whenGone called once, on the event loop
     */
    PortStream(PortDesk desk, long port, Caller peer, Runnable whenGone) {
        this.desk = desk;
        this.port = port;
        this.peer = peer;
        this.whenGone = whenGone;
        this.in = new Inflow(MOST_WAITING, () -> desk.run(() -> desk.lease().resume(port)));
        this.out = new Outflow(desk, port, MOST_WAITING);
    }

    @Override
    public long number() {
        return port;
    }

    @Override
    public Caller peer() {
        return peer;
    }

    @Override
    public int read(byte[] into, int offset, int length, long atMostMs) {
        Objects.checkFromIndexSize(offset, length, into.length);
        return length == 0 ? 0 : in.read(into, offset, length, atMostMs);
    }

    @Override
    public void write(byte[] from, int offset, int length, long atMostMs) {
        Objects.checkFromIndexSize(offset, length, from.length);
        try {
            out.write(from, offset, length, atMostMs);
        } catch (QGateException incomplete) {
            if (incomplete.code() == ExtenderError.TIMEOUT) {
                reset();
            }
            throw incomplete;
        }
    }

    @Override
    public void end() {
        out.end();
    }

    @Override
    public void reset() {
        closed.set(true);
        in.drop();
        out.breakOff();
        desk.run(() -> desk.lease().abort(port));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            in.drop();
            out.end();
            desk.run(this::linger);
        }
    }

    /** Nothing is to be read any more; what was written still has to leave. */
    private void linger() {
        letGo(LINGER_MS, FIRST_LOOK_MS);
    }

    private void letGo(long leftMs, long lookMs) {
        if (gone) {
            return;
        }
        if (out.isSent() && desk.lease().queuedBytes(port) == 0) {
            desk.lease().close(port);
        } else if (leftMs <= 0) {
            desk.lease().abort(port);
        } else {
            desk.lease().schedule(lookMs, () -> letGo(leftMs - lookMs, Math.min(LOOK_MS, 2 * lookMs)));
        }
    }

    @Override
    public int received(byte[] bytes, int offset, int length) {
        int taken = in.put(bytes, offset, length);
        if (taken < length) {
            desk.lease().pause(port);
        }
        return taken;
    }

    @Override
    public void writable() {
        out.move();
    }

    @Override
    public void inputEnded() {
        in.end();
    }

    @Override
    public void gone(boolean inOrder) {
        gone = true;
        if (!inOrder) {
            in.breakOff();
        }
        in.end();
        out.breakOff();
        whenGone.run();
    }
}
