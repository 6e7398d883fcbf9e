package org.qgate.transport.internal;

import io.netty.buffer.ByteBuf;
import org.qgate.api.transport.CloseReason;

/**
 * Two connections joined: bytes pass as the buffers they were read into, both ways, until both ends closed. Loop
 * only.
 */
final class Joint {
    private final Port one;
    private final Port other;

    private Joint(Port one, Port other) {
        this.one = one;
        this.other = other;
    }

    static void make(Port one, Port other) {
        Joint joint = new Joint(one, other);
        one.join(joint);
        other.join(joint);
        joint.begin(one);
        joint.begin(other);
    }

    private void begin(Port from) {
        from.inlet().moveTo(opposite(from).outlet());
        flushFrom(from);
        from.telling().soon();
    }

    private Port opposite(Port port) {
        return port == one ? other : one;
    }

    void carry(Port from, ByteBuf buffer) {
        Port to = opposite(from);
        if (to.live()) {
            to.outlet().pass(buffer.retain());
        }
    }

    void flushFrom(Port from) {
        Port to = opposite(from);
        if (to.live()) {
            to.outlet().flush();
            if (!to.outlet().belowHighWater()) {
                from.reading().hold(Reading.PEER_FULL);
            }
        }
    }

    /** A port's send buffer fell below the low-water mark. */
    void relieve(Port port) {
        opposite(port).reading().unhold(Reading.PEER_FULL);
    }

    /** Passes on how a port ended: an orderly end of input as one, anything else as it came. */
    void settle(Port port) {
        Port to = opposite(port);
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
