package org.qgate.kernel.internal.circuit;

import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.network.StreamFailure;
import org.qgate.kernel.internal.circuit.client.ClientStreams;
import org.qgate.kernel.internal.circuit.relay.ServiceSide;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;

/** Streams by protocol, both ways: what this node dials and what it serves. Event loop only, within a turn. */
final class ServiceDoor implements ServiceStreams {
    private final Surroundings around;
    private final ClientStreams dialled;
    private final ServiceSide served;

    ServiceDoor(Surroundings around, ClientStreams dialled, ServiceSide served) {
        this.around = around;
        this.dialled = dialled;
        this.served = served;
    }

    @Override
    public long dial(ServiceRequest request) {
        if (request.node().equals(around.identity().get().nodeId())) {
            throw new IllegalArgumentException("no circuit leads from a node to itself");
        }
        return dialled.dial(request, mayBeListed(request));
    }

    /** Without a view that counts there may be one soon. */
    private boolean mayBeListed(ServiceRequest request) {
        View view = around.view().get();
        return !view.usable(around.env().clock().wallMs())
                || view.relay(request.node()).filter(Relay::serves).isPresent();
    }

    @Override
    public void splice(long stream, long port) {
        dialled.splice(stream, port);
    }

    @Override
    public void cancel(long stream) {
        dialled.cancel(stream);
    }

    @Override
    public void accept(long stream, long port) {
        served.accept(stream, port);
    }

    @Override
    public void refuse(long stream, StreamFailure reason) {
        served.refuse(stream, reason);
    }
}
