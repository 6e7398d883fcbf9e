package org.qgate.gate.internal.facade;

import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Stream;

/**
 * A stream in the hands of an extender, for as long as the permission that it was opened under stands. Thread-safe as
 * {@link Stream} says.
 */
final class HeldStream implements Stream {
    private static final long LONGEST_MS = 3_600_000;

    private final OwnStreams all;
    private final Access access;
    private final Permission permission;
    private final String protocol;
    private final ProtocolStream stream;
    private final Caller peer;
    private volatile boolean revoked;

    HeldStream(OwnStreams all, Access access, Permission permission, String protocol, ProtocolStream stream) {
        this.all = all;
        this.access = access;
        this.permission = permission;
        this.protocol = protocol;
        this.stream = stream;
        peer = caller(stream.peer());
    }

    static Caller caller(org.qgate.api.protocol.Caller from) {
        return new Caller(from.node().map(NodeId::toString), from.circuit());
    }

    @Override
    public Caller peer() {
        return peer;
    }

    @Override
    public int read(byte[] into, int offset, int length, long atMostMs) {
        begin(atMostMs);
        Bounds.slice(into, offset, length);
        Bounds.within("the length", length, 1, Integer.MAX_VALUE);
        try {
            int read = stream.read(into, offset, length, atMostMs);
            if (read > 0) {
                pay(access.rations().bytesIn(), read, LONGEST_MS);
            }
            return read;
        } catch (QGateException failed) {
            throw refused(failed);
        }
    }

    @Override
    public void write(byte[] from, int offset, int length, long atMostMs) {
        begin(atMostMs);
        Bounds.slice(from, offset, length);
        pay(access.rations().bytesOut(), length, atMostMs);
        try {
            stream.write(from, offset, length, atMostMs);
        } catch (QGateException failed) {
            throw refused(failed);
        }
    }

    private void pay(Pace pace, int bytes, long atMostMs) {
        Waiting.pay(access, permission, pace, bytes, atMostMs);
    }

    private void begin(long atMostMs) {
        access.require();
        if (revoked || !access.allows(permission, protocol)) {
            throw access.denied(permission, protocol);
        }
        Bounds.within("the time", atMostMs, 1, LONGEST_MS);
    }

    private RefusedException refused(QGateException failed) {
        return revoked ? access.denied(permission, protocol) : Refused.of(failed);
    }

    @Override
    public void end() {
        try {
            stream.end();
        } catch (QGateException failed) {
            throw refused(failed);
        }
    }

    @Override
    public void close() {
        all.remove(this);
        stream.close();
    }

    /** The handler failed: the other end learns that it did not end as meant. */
    void reset() {
        all.remove(this);
        stream.reset();
    }

    /** Resets it when what it was opened under does not stand any more. */
    void look() {
        if (!access.allows(permission, protocol)) {
            revoked = true;
            reset();
        }
    }
}
