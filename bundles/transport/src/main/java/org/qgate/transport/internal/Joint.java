package org.qgate.transport.internal;

import io.netty.buffer.ByteBuf;
import org.qgate.api.transport.CloseReason;

/**
 * Two connections joined: bytes pass as the buffers they were read into, both ways, until both ends closed. Loop
 * only.
 */
final class Joint {
    private final TcpPort one;
    private final TcpPort other;

    private Joint(TcpPort one, TcpPort other) {
        this.one = one;
        this.other = other;
    }

    static void make(TcpPort one, TcpPort other) {
        Joint joint = new Joint(one, other);
        one.join(joint);
        other.join(joint);
        joint.begin(one);
        joint.begin(other);
    }

    private void begin(TcpPort from) {
        from.inlet().moveTo(opposite(from).outlet());
        flushFrom(from);
        from.telling().soon();
    }

    private TcpPort opposite(TcpPort port) {
        return port == one ? other : one;
    }

    void carry(TcpPort from, ByteBuf buffer) {
        TcpPort to = opposite(from);
        if (to.live()) {
            to.outlet().pass(buffer.retain());
        }
    }

    void flushFrom(TcpPort from) {
        TcpPort to = opposite(from);
        if (to.live()) {
            to.outlet().flush();
            if (!to.outlet().belowHighWater()) {
                from.reading().hold(Reading.PEER_FULL);
            }
        }
    }

    /** A port's send buffer fell below the low-water mark. */
    void relieve(TcpPort port) {
        opposite(port).reading().unhold(Reading.PEER_FULL);
    }

    /** Passes on how a port ended: an orderly end of input as one, anything else as it came. */
    void settle(TcpPort port) {
        TcpPort to = opposite(port);
        if (to.isGone()) {
            port.closeIfOver();
        } else if (port.isGone()) {
            if (port.isBroken() || port.endReason() == CloseReason.LIMIT) {
                to.abort();
            } else if (to.hasInputClosed()) {
                to.shutdownOutput(); // the last of four halves: it ends in order too
            } else {
                to.close();
            }
        } else if (port.hasInputClosed()) {
            to.shutdownOutput();
            port.closeIfOver();
        }
    }
}
