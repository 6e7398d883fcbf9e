package org.qgate.gate.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.ServiceDesk;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.transport.Ports;

/** Offers streams and calls between nodes as services, whichever kernel carries them. Thread-safe. */
@Component(
        service = {},
        immediate = true)
public final class ProtocolsComponent {
    /** After so long without a call a stream of calls is closed ([CALL-7]). */
    private static final long IDLE_MS = 60_000;

    private final Current<ServiceStreams> streams;
    private final Current<Peers> peers;
    private final Current<Node> node;
    private final BundleContext bundle;
    private final NodeProtocols protocols;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

    /** Takes the bedrock; {@link #start} follows once the cells can be bound. */
    @Activate
    public ProtocolsComponent(
            @Reference Ports ports, @Reference Clock clock, @Reference CurrentFactory current, BundleContext bundle) {
        this.bundle = bundle;
        streams = current.cell(ServiceStreams.class);
        peers = current.cell(Peers.class);
        node = current.cell(Node.class);
        protocols = new NodeProtocols(ports, clock, new Surroundings(streams, peers, node), IDLE_MS);
    }

    @Activate
    void start() {
        registrations.add(bundle.registerService(Seats.class, protocols.seats(), null));
        registrations.add(bundle.registerService(
                new String[] {Protocols.class.getName(), ServiceDesk.class.getName()}, protocols, null));
    }

    @Deactivate
    void stop() {
        registrations.forEach(ServiceRegistration::unregister);
        protocols.close();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStreams(ServiceStreams provider) {
        streams.set(provider);
        protocols.kernelChanged();
    }

    void unbindStreams(ServiceStreams provider) {
        streams.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPeers(Peers provider) {
        peers.set(provider);
    }

    void unbindPeers(Peers provider) {
        peers.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindNode(Node provider) {
        node.set(provider);
    }

    void unbindNode(Node provider) {
        node.clear(provider);
    }
}
