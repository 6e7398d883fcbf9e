package org.qgate.sim;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Slab;

/** The near end of one stream by protocol: collects what comes, or sends it back. */
public final class SimTalk {
    private static final int PIECE = 16_384;

    private final Lease lease;
    private final ByteArrayOutputStream got = new ByteArrayOutputStream();
    private byte[] toSend = {};
    private int sent;
    private final long stream;
    private final boolean echo;
    private boolean ending;
    private long port;
    private StreamFailure failure;
    private CloseReason closed;
    private boolean ended;

    SimTalk(Lease lease, long stream, boolean echo) {
        this.lease = lease;
        this.stream = stream;
        this.echo = echo;
    }

    void begin(long own) {
        port = own;
        pump();
    }

    /** Returns the stream's number. */
    public long stream() {
        return stream;
    }

    /** Whether bytes may flow. */
    public boolean isOpen() {
        return port != 0 && closed == null;
    }

    /** Returns how many bytes came. */
    public int count() {
        return got.size();
    }

    /** Returns all bytes that came. */
    public byte[] received() {
        return got.toByteArray();
    }

    /** Returns how much of what was asked to be sent the connection has taken. */
    public int sent() {
        return sent;
    }

    /** Sends bytes as the connection takes them. */
    public void send(byte[] bytes) {
        int waiting = toSend.length - sent;
        byte[] all = Arrays.copyOfRange(toSend, sent, sent + waiting + bytes.length);
        System.arraycopy(bytes, 0, all, waiting, bytes.length);
        toSend = all;
        sent = 0;
        pump();
    }

    /** Closes the sending half behind what is to be sent. */
    public void shutdownOutput() {
        ending = true;
        pump();
    }

    /** Reads no more. */
    public void pause() {
        lease.pause(port);
    }

    /** Reads on. */
    public void resume() {
        lease.resume(port);
    }

    /** Resets the stream. */
    public void abort() {
        lease.abort(port);
    }

    /** Returns why there is no stream, or null. */
    public StreamFailure failure() {
        return failure;
    }

    /** Returns how the stream ended, or null. */
    public CloseReason closed() {
        return closed;
    }

    /** Whether the other end closed its sending half. */
    public boolean inputClosed() {
        return ended;
    }

    void failed(StreamFailure reason) {
        failure = reason;
    }

    void closed(CloseReason reason) {
        closed = reason;
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

    void inputEnded() {
        ended = true;
        if (echo) {
            lease.shutdownOutput(port);
        }
    }
}
