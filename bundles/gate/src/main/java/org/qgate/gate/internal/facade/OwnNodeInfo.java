package org.qgate.gate.internal.facade;

import java.util.function.Function;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.NodeStatus;
import org.qgate.ext.NodeInfo;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** What the node says of itself to one instance. Thread-safe. */
final class OwnNodeInfo implements NodeInfo {
    /** The role whose protocols are announced. */
    private static final String SERVICE = "service";

    private final Access access;
    private final Surroundings around;

    OwnNodeInfo(Access access, Surroundings around) {
        this.access = access;
        this.around = around;
    }

    @Override
    public String nodeId() {
        return ask(status -> {
            if (status.nodeId() == null) {
                throw new RefusedException(Reason.UNAVAILABLE, "the node has no identity yet");
            }
            return status.nodeId().toString();
        });
    }

    @Override
    public String version() {
        access.use(Permission.NODE_INFO);
        return around.version();
    }

    @Override
    public boolean reachable() {
        return ask(status -> status.roles().contains(SERVICE));
    }

    private <T> T ask(Function<NodeStatus, T> what) {
        access.use(Permission.NODE_INFO);
        try {
            return what.apply(around.node().await(Surroundings.WAIT).status());
        } catch (QGateException failed) {
            throw Refused.of(failed);
        }
    }
}
