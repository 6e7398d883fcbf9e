package org.qgate.sim;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.Slab;

/** One connection of a {@link SimPeer}: collects what arrives, sends what the test says. */
public final class SimSocket {
    private final SimPeer peer;
    private final long port;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Endpoint local;
    private Endpoint remote;
    private boolean open;
    private boolean inputClosed;
    private boolean muted;
    private long count;
    private CloseReason closed;
    private ConnectFailure failure;

    SimSocket(SimPeer peer, long port) {
        this.peer = peer;
        this.port = port;
    }

    void opened(Endpoint here, Endpoint there) {
        local = here;
        remote = there;
        open = true;
    }

    void took(byte[] from, int offset, int length) {
        count += length;
        if (!muted) {
            bytes.write(from, offset, length);
        }
    }

    void ended() {
        inputClosed = true;
    }

    void gone(CloseReason reason) {
        closed = reason;
        open = false;
    }

    void refused(ConnectFailure reason) {
        failure = reason;
    }

    /** Returns its port number. */
    public long port() {
        return port;
    }

    /** Whether it stands. */
    public boolean isOpen() {
        return open;
    }

    /** Whether the other end closed its sending half. */
    public boolean inputClosed() {
        return inputClosed;
    }

    /** Returns why it is gone, or null. */
    public CloseReason closed() {
        return closed;
    }

    /** Returns why it could not connect, or null. */
    public ConnectFailure failure() {
        return failure;
    }

    /** Returns the near end. */
    public Endpoint local() {
        return local;
    }

    /** Returns the far end. */
    public Endpoint remote() {
        return remote;
    }

    /** Counts what arrives and keeps nothing of it. */
    public void mute() {
        muted = true;
    }

    /** Returns how many bytes arrived. */
    public long count() {
        return count;
    }

    /** Returns all that arrived. */
    public byte[] received() {
        return bytes.toByteArray();
    }

    /** Returns all that arrived and forgets it. */
    public byte[] take() {
        byte[] taken = bytes.toByteArray();
        bytes.reset();
        return taken;
    }

    /** Sends bytes at once; the queue is not bounded by back-pressure here. */
    public void send(byte[] data) {
        if (!open) {
            throw new IllegalStateException("not connected");
        }
        List<byte[]> pieces = new ArrayList<>();
        for (int at = 0; at < data.length; at += 65_536) {
            pieces.add(Arrays.copyOfRange(data, at, Math.min(data.length, at + 65_536)));
        }
        for (byte[] piece : pieces) {
            Slab slab = peer.lease().slab(piece.length);
            System.arraycopy(piece, 0, slab.array(), slab.offset(), piece.length);
            peer.lease().commit(port, slab, piece.length);
        }
        peer.lease().flush(port);
    }

    /** Returns bytes that still wait to be sent. */
    public long queued() {
        return peer.lease().queuedBytes(port);
    }

    /** Stops reading. */
    public void pause() {
        peer.lease().pause(port);
    }

    /** Reads on. */
    public void resume() {
        peer.lease().resume(port);
    }

    /** Closes the sending half. */
    public void shutdownOutput() {
        peer.lease().shutdownOutput(port);
    }

    /** Closes in order. */
    public void close() {
        peer.lease().close(port);
    }

    /** Closes with a reset. */
    public void abort() {
        peer.lease().abort(port);
    }
}
