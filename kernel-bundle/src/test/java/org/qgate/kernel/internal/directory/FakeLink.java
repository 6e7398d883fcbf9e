package org.qgate.kernel.internal.directory;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.net.Endpoint;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;

/** A link whose other end is the test. */
final class FakeLink implements Link {
    /** A control message that was sent. */
    record Sent(ControlType type, byte[] body) {}

    final List<Sent> sent = new ArrayList<>();
    private final long id;
    private final NodeId peer;
    boolean writable = true;
    LinkClose closed;

    FakeLink(long id, NodeId peer) {
        this.id = id;
        this.peer = peer;
    }

    List<byte[]> sent(ControlType type) {
        return sent.stream().filter(one -> one.type() == type).map(Sent::body).toList();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public NodeId peer() {
        return peer;
    }

    @Override
    public boolean initiator() {
        return peer != null;
    }

    @Override
    public Endpoint remote() {
        return Endpoint.parse("11.200.0.1:4001").orElseThrow();
    }

    @Override
    public boolean writable() {
        return writable;
    }

    @Override
    public int beginCell(CellSize size) {
        throw new AssertionError("the directory sends no cells");
    }

    @Override
    public byte[] buffer() {
        throw new AssertionError("the directory sends no cells");
    }

    @Override
    public void endCell() {
        throw new AssertionError("the directory sends no cells");
    }

    @Override
    public void control(ControlType type, byte[] body) {
        if (body.length > Messages.MAX_BODY) {
            throw new AssertionError("a message of " + body.length + " bytes");
        }
        sent.add(new Sent(type, body));
    }

    @Override
    public void doubted() {
        throw new UnsupportedOperationException("the directory doubts no link");
    }

    @Override
    public boolean isDoubted() {
        throw new UnsupportedOperationException("the directory doubts no link");
    }

    @Override
    public void close(LinkClose reason) {
        closed = reason;
    }
}
