package org.qgate.kernel.internal.circuit.client;

import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.ServiceRequest;
import org.qgate.kernel.internal.circuit.cell.MessageType;
import org.qgate.kernel.internal.circuit.cell.ServiceBody;
import org.qgate.kernel.internal.path.PathRequest;

/** A protocol of one node, which is the last hop. */
record ServiceAim(ServiceRequest request) implements Aim {
    /** Applications' keys never begin like this: no circuit carries both kinds of streams. */
    private static final String ANONYMOUS = "service ";

    /** Nor both streams that say who dials and streams that do not: the one would name the dialler of the other. */
    private static final String NAMED = "service by name ";

    /** Refuses what no node may be asked. */
    ServiceAim {
        boolean hops = request.hops() == 1 || request.hops() == 3 || request.hops() == 5;
        if (!hops || !ServiceBody.isProtocol(request.protocol())) {
            throw new IllegalArgumentException("hops: 1, 3 or 5; protocol: 1 to 64 characters such as echo/1");
        }
    }

    @Override
    public String isolation() {
        return (request.identify() ? NAMED : ANONYMOUS) + request.isolation();
    }

    @Override
    public int hops() {
        return request.hops();
    }

    @Override
    public CellSize cells() {
        return request.cells();
    }

    @Override
    public boolean servedBy(Plan plan) {
        return plan.last().equals(request.node());
    }

    @Override
    public boolean hasChoice() {
        return false;
    }

    @Override
    public PathRequest path(Set<NodeId> exclude) {
        return new PathRequest(request.hops(), 0, request.node(), exclude, Set.of());
    }

    @Override
    public int type() {
        return MessageType.SERVICE;
    }

    @Override
    public byte[] opening() {
        return new ServiceBody(request.protocol(), request.identify()).write();
    }
}
