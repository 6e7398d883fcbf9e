package org.qgate.dpn.internal;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
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
import org.qgate.api.network.Circuits;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.Streams;
import org.qgate.api.store.Store;
import org.qgate.api.transport.Ports;
import org.qgate.api.transport.Role;
import org.qgate.api.update.HandOver;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;

/**
 * Offers entry and exit decisions as services when the bedrock says so; everything is decided in {@link DpnCore}.
 * Thread-safe.
 */
@Component(
        service = VaultListener.class,
        configurationPid = "org.qgate.dpn",
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true)
public final class DpnComponent implements DpnPart.Office, VaultListener {
    private final DpnCore.Bedrock bedrock;
    private final HandOver handOver;
    private final BundleContext bundle;
    private final Current<Streams> streams;
    private final Current<Circuits> circuits;
    private final Current<Peers> peers;
    private final Current<Node> node;
    private volatile Map<String, Object> properties;
    private volatile DpnCore core;
    private HandOver.Enrolment enrolment;
    private ServiceRegistration<?> registration;

    /** Takes the bedrock; {@link #start} follows once the cells can be bound. */
    @Activate
    public DpnComponent(
            @Reference Ports ports,
            @Reference CurrentFactory current,
            @Reference StateFolder folder,
            @Reference Health health,
            @Reference Clock clock,
            @Reference Scheduler scheduler,
            @Reference HandOver handOver,
            BundleContext bundle,
            Map<String, Object> properties) {
        bedrock = new DpnCore.Bedrock(ports, folder, health, clock, scheduler, current.cell(Store.class));
        streams = current.cell(Streams.class);
        circuits = current.cell(Circuits.class);
        peers = current.cell(Peers.class);
        node = current.cell(Node.class);
        this.handOver = handOver;
        this.bundle = bundle;
        this.properties = properties;
    }

    @Activate
    void start() {
        enrolment = handOver.enrol(new DpnPart(this));
    }

    @Deactivate
    void stop() {
        enrolment.close();
    }

    @Modified
    void configure(Map<String, Object> changed) {
        properties = changed;
        DpnCore running = core;
        if (running != null) {
            running.configure(changed);
        }
    }

    @Override
    public DpnCore make() {
        return new DpnCore(bedrock, streams::now, circuits::now, peers::now, node::now);
    }

    /** Whoever gives the role up closes all that it has. */
    @Override
    public void closeLeftovers() {
        bedrock.ports().claim(Role.DPN, new PortRouter()).release();
    }

    @Override
    public Map<String, Object> properties() {
        return properties;
    }

    @Override
    public void offer(DpnCore running) {
        core = running;
        DpnService service = new DpnService(running);
        registration = bundle.registerService(
                new String[] {Entry.class.getName(), Exit.class.getName(), Dpn.class.getName()}, service, null);
    }

    @Override
    public void withdraw() {
        core = null;
        if (registration != null) {
            registration.unregister();
            registration = null;
        }
    }

    @Override
    public void vaultChanged(VaultState now) {
        DpnCore running = core;
        if (running != null) {
            running.locked(now != VaultState.UNLOCKED);
        }
    }

    private void overlayChanged() {
        DpnCore running = core;
        if (running != null) {
            running.overlayChanged();
        }
    }

    private void lookAround() {
        DpnCore running = core;
        if (running != null) {
            running.lookAround();
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStreams(Streams provider) {
        streams.set(provider);
        overlayChanged();
    }

    void unbindStreams(Streams provider) {
        streams.clear(provider);
        overlayChanged();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(Store provider) {
        bedrock.store().set(provider);
        DpnCore running = core;
        if (running != null) {
            running.lookAtRules();
        }
    }

    void unbindStore(Store provider) {
        bedrock.store().clear(provider);
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
        lookAround();
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
        lookAround();
    }

    void unbindNode(Node provider) {
        node.clear(provider);
    }
}
