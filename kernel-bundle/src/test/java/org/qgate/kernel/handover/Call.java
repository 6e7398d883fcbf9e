package org.qgate.kernel.handover;

import java.util.Arrays;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.ServiceRequest;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimTalk;

/** A stream by protocol to a node that sends everything back. */
final class Call {
    private final Member from;
    private final Member to;
    private final byte[] sent;
    private final boolean identified;
    private final CellSize cells;
    private final String isolation;
    private SimTalk talk;

    Call(int number, Member from, Member to, SimRandom random) {
        this.isolation = "call-" + number;
        this.from = from;
        this.to = to;
        this.sent = random.bytes(10_000 + (int) random.upTo(30_000));
        this.identified = random.upTo(2) == 0;
        this.cells = random.upTo(2) == 0 ? CellSize.SMALL : CellSize.LARGE;
    }

    /** Asks for the stream; says all it has to say as soon as that is open. */
    void begin() {
        NodeId server = to.running().nodeId();
        talk = from.services().desk().dial(new ServiceRequest(server, "echo/1", identified, isolation, 3, cells));
        talk.send(sent);
        talk.shutdownOutput();
    }

    /** Whether every byte came back, and the end behind them. */
    boolean isComplete() {
        return talk != null && talk.inputClosed() && talk.count() == sent.length;
    }

    boolean isOver() {
        return isComplete() || talk != null && (talk.failure() != null || talk.closed() != null);
    }

    /** Fails unless all that came is what was sent, from its beginning. */
    void checkBytes() {
        byte[] got = talk == null ? new byte[0] : talk.received();
        if (got.length > sent.length || !Arrays.equals(got, Arrays.copyOf(sent, got.length))) {
            throw new AssertionError("call " + this + ": a wrong byte among " + got.length);
        }
    }

    @Override
    public String toString() {
        String how = talk == null
                ? "not begun"
                : talk.count() + "/" + sent.length + " " + talk.failure() + " " + talk.closed();
        return from.host().address() + " to " + to.host().address() + (identified ? " identified " : " ") + cells + " "
                + how;
    }
}
