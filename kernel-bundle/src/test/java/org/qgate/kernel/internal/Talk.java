package org.qgate.kernel.internal;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Slab;

/** The near end of one stream by protocol: collects what comes, or sends it back. */
public final class Talk {
    private static final int PIECE = 16_384;

    private final Lease lease;
    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private byte[] toSend = {};
    private int sent;
    private boolean ending;
    long stream;
    boolean echo;
    private long port;
    public StreamFailure failure;
    public CloseReason closed;
    public boolean ended;

    Talk(Lease lease) {
        this.lease = lease;
    }

    void begin(long own) {
        port = own;
        pump();
    }

    public long stream() {
        return stream;
    }

    public boolean isOpen() {
        return port != 0 && closed == null;
    }

    public int count() {
        return got.size();
    }

    public byte[] received() {
        return got.toByteArray();
    }

    /** Returns how much of what was asked to be sent the connection has taken. */
    public int sent() {
        return sent;
    }

    public void send(byte[] bytes) {
        int waiting = toSend.length - sent;
        byte[] all = Arrays.copyOfRange(toSend, sent, sent + waiting + bytes.length);
        System.arraycopy(bytes, 0, all, waiting, bytes.length);
        toSend = all;
        sent = 0;
        pump();
    }

    public void shutdownOutput() {
        ending = true;
        pump();
    }

    public void pause() {
        lease.pause(port);
    }

    public void resume() {
        lease.resume(port);
    }

    public void abort() {
        lease.abort(port);
    }

    private void pump() {
        while (port != 0 && sent < toSend.length && lease.writable(port)) {
            sent += commit(toSend, sent, Math.min(PIECE, toSend.length - sent));
        }
        if (port != 0 && ending && sent == toSend.length) {
            lease.shutdownOutput(port);
        }
    }

    private int commit(byte[] bytes, int offset, int length) {
        Slab slab = lease.slab(length);
        System.arraycopy(bytes, offset, slab.array(), slab.offset(), length);
        lease.commit(port, slab, length);
        lease.flush(port);
        return length;
    }

    int received(byte[] bytes, int offset, int length) {
        if (echo && !lease.writable(port)) {
            lease.pause(port);
            return 0;
        }
        got.write(bytes, offset, length);
        return echo ? commit(bytes, offset, length) : length;
    }

    void writable() {
        pump();
        if (echo) {
            lease.resume(port);
        }
    }

    void inputClosed() {
        ended = true;
        if (echo) {
            lease.shutdownOutput(port);
        }
    }
}
