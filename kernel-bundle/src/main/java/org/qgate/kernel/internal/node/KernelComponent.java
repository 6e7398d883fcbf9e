package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.qgate.api.base.Audit;
import org.qgate.api.base.Clock;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Installation;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Circuits;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.ServiceDesk;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.network.Streams;
import org.qgate.api.store.Store;
import org.qgate.api.transport.Ports;
import org.qgate.api.update.HandOver;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;

/**
 * The kernel as a component: settings in, services out. The bedrock says when it begins or takes over; {@link Node} is
 * there from then on, the others once the node has joined its network.
 */
@Component(service = VaultListener.class, immediate = true, configurationPid = "org.qgate.kernel")
public final class KernelComponent implements Presence, KernelPart.Office, VaultListener {
    private static final String HEALTH = "kernel.configuration";

    private final Bedrock bedrock;
    private final HandOver handOver;
    private final Neighbourhood others;
    private final BundleContext bundle;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private volatile Map<String, Object> properties;
    private volatile NodeLife life;
    private boolean inOffice;
    private HandOver.Enrolment enrolment;

    /** Takes the bedrock; {@link #start} follows once the cells can be bound. */
    @Activate
    public KernelComponent(
            @Reference Ports ports,
            @Reference Clock clock,
            @Reference Scheduler scheduler,
            @Reference Health health,
            @Reference Audit audit,
            @Reference StateFolder state,
            @Reference Installation installation,
            @Reference CurrentFactory current,
            @Reference HandOver handOver,
            BundleContext bundle,
            Map<String, Object> properties) {
        this.bedrock = new Bedrock(ports, clock, scheduler, health, audit, state, installation);
        this.handOver = handOver;
        this.others = Neighbourhood.of(current);
        this.bundle = bundle;
        this.properties = properties;
    }

    @Activate
    void start() {
        enrolment = handOver.enrol(new KernelPart(this));
    }

    @Deactivate
    void stop() {
        enrolment.close();
    }

    @Modified
    synchronized void configure(Map<String, Object> changed) {
        properties = changed;
        if (inOffice) {
            configure();
        }
    }

    private void configure() {
        try {
            NodeSettings settings = NodeSettings.read(properties);
            if (life == null) {
                life = new NodeLife(bedrock, others, settings, this);
                register(Node.class, new NodeService(life));
                life.start();
            } else {
                life.configure(settings);
            }
            bedrock.health().ok(HEALTH, "accepted");
        } catch (QGateException refused) {
            // The settings of before stay in force; without any the node stays down and says why.
            bedrock.health().failed(HEALTH, HealthState.ERROR, refused);
        }
    }

    @Override
    public synchronized void begin() {
        inOffice = true;
        configure();
    }

    @Override
    public NodeLife prepare() {
        life = new NodeLife(bedrock, others, NodeSettings.read(properties), this);
        return life;
    }

    @Override
    public NodeLife life() {
        return life;
    }

    @Override
    public void offer() {
        inOffice = true;
        if (life != null) {
            register(Node.class, new NodeService(life));
        }
    }

    @Override
    public void withdraw() {
        inOffice = false;
        withdraw(0);
    }

    @Override
    public void joined() {
        synchronized (registrations) {
            register(Peers.class, new PeersService(life));
            register(Circuits.class, new CircuitsService(life));
            register(Streams.class, new StreamsService(life));
            register(ServiceStreams.class, new ServiceStreamsService(life));
        }
    }

    @Override
    public void left() {
        withdraw(1); // the node itself stays and says what it waits for
    }

    @Override
    public void vaultChanged(VaultState now) {
        NodeLife running = life;
        if (running != null) {
            running.vaultChanged(now);
        }
    }

    private void withdraw(int downTo) {
        synchronized (registrations) {
            while (registrations.size() > downTo) {
                registrations.remove(registrations.size() - 1).unregister();
            }
        }
    }

    private <T> void register(Class<T> type, T service) {
        synchronized (registrations) {
            registrations.add(bundle.registerService(type, service, null));
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCrypto(Crypto provider) {
        others.crypto().set(provider);
    }

    void unbindCrypto(Crypto provider) {
        others.crypto().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindVault(Vault provider) {
        others.vault().set(provider);
    }

    void unbindVault(Vault provider) {
        others.vault().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(Store provider) {
        others.store().set(provider);
    }

    void unbindStore(Store provider) {
        others.store().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEntry(Entry provider) {
        others.entry().set(provider);
    }

    void unbindEntry(Entry provider) {
        others.entry().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindExit(Exit provider) {
        others.exit().set(provider);
    }

    void unbindExit(Exit provider) {
        others.exit().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDesk(ServiceDesk provider) {
        others.desk().set(provider);
    }

    void unbindDesk(ServiceDesk provider) {
        others.desk().clear(provider);
    }
}
