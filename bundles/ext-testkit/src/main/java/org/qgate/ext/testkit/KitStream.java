package org.qgate.ext.testkit;

import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Stream;

/** One end of a stream, for as long as the permission stands under which it was opened. Guarded by {@link Turns}. */
final class KitStream implements Stream {
    private static final long LONGEST_MS = 3_600_000;

    private final KitNet net;
    private final Pass pass;
    private final Permission permission;
    private final String protocol;
    private final Caller peer;
    private final Lane in;
    private final Lane out;
    private boolean closed;
    private boolean revoked;

    KitStream(KitNet net, Permission permission, String protocol, Caller peer, Lane in, Lane out) {
        this.net = net;
        this.pass = net.pass();
        this.permission = permission;
        this.protocol = protocol;
        this.peer = peer;
        this.in = in;
        this.out = out;
    }

    String protocol() {
        return protocol;
    }

    @Override
    public Caller peer() {
        return peer;
    }

    @Override
    public int read(byte[] into, int offset, int length, long atMostMs) {
        synchronized (pass.turns()) {
            begin(atMostMs);
            Bounds.slice(into, offset, length);
            Bounds.within("the length", length, 1, Integer.MAX_VALUE);
            boolean ready = pass.await(() -> in.ready() || over(), atMostMs);
            look(in);
            if (!ready) {
                throw new RefusedException(Reason.TIMEOUT, "nothing came in time");
            }
            int read = in.read(into, offset, length);
            if (read > 0) {
                pass.pay(permission, pass.paces().in(), read, LONGEST_MS);
            }
            return read;
        }
    }

    private boolean over() {
        return closed || revoked || !pass.open();
    }

    private void begin(long atMostMs) {
        pass.require();
        if (revoked || !pass.allows(permission, protocol)) {
            throw pass.denied(permission, protocol);
        }
        Bounds.within("the time", atMostMs, 1, LONGEST_MS);
    }

    private void look(Lane lane) {
        pass.require();
        if (revoked) {
            throw pass.denied(permission, protocol);
        }
        if (closed || lane.broken()) {
            throw new RefusedException(Reason.CLOSED, "the stream was closed or reset");
        }
    }

    @Override
    public void write(byte[] from, int offset, int length, long atMostMs) {
        synchronized (pass.turns()) {
            begin(atMostMs);
            Bounds.slice(from, offset, length);
            look(out);
            if (out.ended()) {
                throw new RefusedException(Reason.CLOSED, "this direction has ended");
            }
            pass.pay(permission, pass.paces().out(), length, atMostMs);
            long end = pass.turns().monoNs() + atMostMs * 1_000_000;
            int written = 0;
            while (written < length) {
                long left = (end - pass.turns().monoNs()) / 1_000_000;
                if (!pass.await(() -> out.hasRoom() || over(), left)) {
                    reset();
                    throw new RefusedException(Reason.TIMEOUT, "not all was taken in time");
                }
                look(out);
                written += out.write(from, offset + written, length - written, net.delayMs());
            }
        }
    }

    @Override
    public void end() {
        synchronized (pass.turns()) {
            out.end();
        }
    }

    @Override
    public void close() {
        synchronized (pass.turns()) {
            if (!closed) {
                closed = true;
                out.end();
                in.breakOff();
                net.remove(this);
            }
        }
    }

    /** Ends it so that the other end learns that it did not end as meant. */
    void reset() {
        synchronized (pass.turns()) {
            out.breakOff();
            close();
        }
    }

    /** Resets it when what it was opened under does not stand any more. */
    void look() {
        if (!pass.allows(permission, protocol)) {
            revoked = true;
            reset();
        }
    }
}
