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
import org.qgate.api.base.Current;
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
import org.qgate.api.network.Streams;
import org.qgate.api.transport.Ports;

/**
 * The kernel as a component: settings in, services out. {@link Node} is there from the start, the others once the node has
 * joined its network.
 */
@Component(
        service = {},
        immediate = true,
        configurationPid = "org.qgate.kernel")
public final class KernelComponent implements Presence {
    private static final String HEALTH = "kernel.configuration";

    private final Bedrock bedrock;
    private final Current<Crypto> crypto;
    private final Current<Entry> entry;
    private final Current<Exit> exit;
    private final BundleContext bundle;
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final Map<String, Object> initial;
    private NodeLife life;

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
            BundleContext bundle,
            Map<String, Object> properties) {
        this.bedrock = new Bedrock(ports, clock, scheduler, health, audit, state, installation);
        this.crypto = current.cell(Crypto.class);
        this.entry = current.cell(Entry.class);
        this.exit = current.cell(Exit.class);
        this.bundle = bundle;
        this.initial = properties;
    }

    @Activate
    void start() {
        configure(initial);
    }

    @Modified
    void configure(Map<String, Object> properties) {
        try {
            NodeSettings settings = NodeSettings.read(properties);
            if (life == null) {
                begin(settings);
            } else {
                life.configure(settings);
            }
            bedrock.health().ok(HEALTH, "accepted");
        } catch (QGateException refused) {
            // The settings of before stay in force; without any the node stays down and says why.
            bedrock.health().failed(HEALTH, HealthState.ERROR, refused);
        }
    }

    private void begin(NodeSettings settings) {
        life = new NodeLife(bedrock, new Neighbourhood(crypto, entry, exit), settings, this);
        register(Node.class, new NodeService(life));
        life.start();
    }

    @Override
    public synchronized void joined() {
        register(Peers.class, new PeersService(life));
        register(Circuits.class, new CircuitsService(life));
        register(Streams.class, new StreamsService(life));
    }

    @Override
    public void left() {
        withdraw(1); // the node itself stays and says what it waits for
    }

    private synchronized void withdraw(int downTo) {
        while (registrations.size() > downTo) {
            registrations.remove(registrations.size() - 1).unregister();
        }
    }

    private synchronized <T> void register(Class<T> type, T service) {
        registrations.add(bundle.registerService(type, service, null));
    }

    @Deactivate
    void stop() {
        if (life != null) {
            life.stop();
        }
        withdraw(0);
        bedrock.health().forget(HEALTH);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCrypto(Crypto provider) {
        crypto.set(provider);
    }

    void unbindCrypto(Crypto provider) {
        crypto.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindEntry(Entry provider) {
        entry.set(provider);
    }

    void unbindEntry(Entry provider) {
        entry.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindExit(Exit provider) {
        exit.set(provider);
    }

    void unbindExit(Exit provider) {
        exit.clear(provider);
    }
}
