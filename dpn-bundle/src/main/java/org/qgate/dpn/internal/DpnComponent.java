package org.qgate.dpn.internal;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Health;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.dpn.Dpn;
import org.qgate.api.dpn.DpnStatus;
import org.qgate.api.dpn.Rule;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.Circuits;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.ExitRequest;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.PortRange;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.Streams;
import org.qgate.api.transport.Ports;

/** Offers entry and exit decisions as services; everything is decided in {@link DpnCore}. Thread-safe. */
@Component(
        service = {Entry.class, Exit.class, Dpn.class},
        configurationPid = "org.qgate.dpn",
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true)
public final class DpnComponent implements Entry, Exit, Dpn {
    private final Current<Streams> streams;
    private final Current<Circuits> circuits;
    private final Current<Peers> peers;
    private final Current<Node> node;
    private final DpnCore core;

    /** Starts to serve what the configuration says. */
    @Activate
    public DpnComponent(
            @Reference Ports ports,
            @Reference CurrentFactory current,
            @Reference StateFolder folder,
            @Reference Health health,
            @Reference Clock clock,
            @Reference Scheduler scheduler,
            Map<String, Object> properties) {
        streams = current.cell(Streams.class);
        circuits = current.cell(Circuits.class);
        peers = current.cell(Peers.class);
        node = current.cell(Node.class);
        core = new DpnCore(
                new DpnCore.Bedrock(ports, folder, health, clock, scheduler),
                streams::now,
                circuits::now,
                peers::now,
                node::now);
        core.start(properties);
    }

    @Modified
    void configure(Map<String, Object> properties) {
        core.configure(properties);
    }

    @Deactivate
    void stop() {
        core.stop();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStreams(Streams provider) {
        streams.set(provider);
    }

    void unbindStreams(Streams provider) {
        streams.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCircuits(Circuits provider) {
        circuits.set(provider);
    }

    void unbindCircuits(Circuits provider) {
        circuits.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPeers(Peers provider) {
        peers.set(provider);
        core.lookAround();
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
        core.lookAround();
    }

    void unbindNode(Node provider) {
        node.clear(provider);
    }

    @Override
    public void opened(long stream, IpAddress connectedTo) {
        core.entry().opened(stream, connectedTo);
    }

    @Override
    public void failed(long stream, StreamFailure reason) {
        core.entry().failed(stream, reason);
    }

    @Override
    public void resolved(
            long stream, List<IpAddress> addresses, List<String> names, int ttlSeconds, StreamFailure failure) {
        core.entry().resolved(stream, addresses, names, failure);
    }

    @Override
    public void begin(ExitRequest request) {
        core.exit().begin(request);
    }

    @Override
    public void resolve(ExitRequest request) {
        core.exit().resolve(request);
    }

    @Override
    public void gone(long stream) {
        core.exit().gone(stream);
    }

    @Override
    public List<PortRange> policy() {
        return core.policy();
    }

    @Override
    public DpnStatus status() {
        return core.status();
    }

    @Override
    public List<Rule> rules() {
        return core.rules().rules();
    }

    @Override
    public Rule addRule(String pattern, String action) {
        return core.rules().add(pattern, action);
    }

    @Override
    public boolean removeRule(long id) {
        return core.rules().remove(id);
    }

    @Override
    public void newIdentity() {
        core.newIdentity();
    }
}
