package org.qgate.qrng.internal.deliver;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols;

/** Calls between nodes of one process, on the thread of whoever calls. */
public final class Servants implements Protocols {
    private final NodeId caller;
    private final Map<NodeId, CallServer> servers = new HashMap<>();

    /** Makes what one node dials with. */
    public Servants(NodeId caller) {
        this.caller = caller;
    }

    /** Lets a node be reached; null takes it away. */
    public synchronized void at(NodeId node, CallServer server) {
        servers.put(node, server);
    }

    private synchronized CallServer server(NodeId node) {
        return servers.get(node);
    }

    @Override
    public byte[] call(Dial dial, byte[] request, long atMostMs) {
        CallServer server = server(dial.node());
        if (server == null) {
            throw new QGateException(ExtenderError.UNREACHABLE, dial.node().brief());
        }
        Optional<NodeId> who = dial.identify() ? Optional.of(caller) : Optional.empty();
        try {
            return server.serve(new Caller(who, "circuit of " + caller.brief()), request.clone(), atMostMs);
        } catch (Exception failed) {
            throw new QGateException(ExtenderError.SERVER_FAILED, "it failed", failed);
        }
    }

    @Override
    public List<NodeId> nodes(String protocol) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ProtocolStream dial(Dial dial, long atMostMs) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration accept(String protocol, Workers workers, StreamServer server) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Registration serve(String protocol, Workers workers, CallServer server) {
        throw new UnsupportedOperationException();
    }
}
