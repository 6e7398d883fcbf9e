package org.qgate.gate.internal.host;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
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
import org.qgate.api.base.Health;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.StateFolder;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.network.Node;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.store.Store;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;
import org.qgate.gate.Hosting;
import org.qgate.gate.HostingListener;
import org.qgate.gate.internal.confine.ConfinedLauncher;
import org.qgate.gate.internal.confine.Place;
import org.qgate.gate.internal.facade.EventDesk;
import org.qgate.gate.internal.facade.NodeFolders;
import org.qgate.gate.internal.facade.Surroundings;
import org.qgate.gate.internal.protocol.Seats;

/** Hosts extenders while the node runs, and offers that as a service. Thread-safe. */
@Component(
        service = {},
        immediate = true)
public final class HostingComponent implements VaultListener {
    private static final long HURRY_MS = 250;
    private static final long LOOK_MS = 1_000;
    private static final int NOTICES = 1_024;
    private static final int TOKEN_BYTES = 32;
    /** How long cryptography may be absent while it is replaced. */
    private static final Duration TOKEN_WAIT = Duration.ofSeconds(2);

    private final Current<Store> store;
    private final Current<Crypto> crypto;
    private final Current<Node> node;
    private final Current<HostingListener> listener;
    private final EventDesk events;
    private final Joining joining;
    private final Workers workers;
    private final ConfinedLauncher launcher;
    private final Instances instances;
    private final List<AutoCloseable> timers = new ArrayList<>();
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final Scheduler scheduler;
    private final BundleContext bundle;

    /** Takes the bedrock; {@link #start} follows. */
    @Activate
    public HostingComponent(
            @Reference Clock clock,
            @Reference Scheduler scheduler,
            @Reference Health health,
            @Reference CurrentFactory current,
            @Reference Protocols protocols,
            @Reference Seats seats,
            @Reference StateFolder state,
            BundleContext bundle) {
        this.scheduler = scheduler;
        this.bundle = bundle;
        store = current.cell(Store.class);
        crypto = current.cell(Crypto.class);
        node = current.cell(Node.class);
        listener = current.cell(HostingListener.class);
        events = new EventDesk(clock);
        joining = new Joining(node, events);
        workers = scheduler.workers("extender-notices", 1, NOTICES);
        String version = bundle.getBundle().getVersion().toString();
        Surroundings around = new Surroundings(
                clock, scheduler, protocols, store, crypto, node, events, folders(state, bundle), version);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        launcher = new ConfinedLauncher(scheduler, place(state, bundle), this::token);
        instances = new Instances(
                around,
                seats,
                this::load,
                threads::getThreadCpuTime,
                new Notices(health, events, workers, listener::now),
                launcher);
    }

    /** Where the distribution is, and what no process may see of it. */
    private static Place place(StateFolder state, BundleContext bundle) {
        Path home = Path.of(property(bundle, "karaf.home", "."));
        Path base = Path.of(property(bundle, "karaf.base", home.toString()));
        return new Place(
                Path.of(property(
                        bundle, "qgate.sandbox", home.resolve("sandbox").toString())),
                Path.of(System.getProperty("java.io.tmpdir")),
                base,
                List.of(state.path(), base, home, Path.of(System.getProperty("user.home"))),
                Optional.ofNullable(System.getenv("PATH")).orElse(""));
    }

    private static String property(BundleContext bundle, String name, String otherwise) {
        return Optional.ofNullable(bundle.getProperty(name)).orElse(otherwise);
    }

    private byte[] token() {
        return crypto.await(TOKEN_WAIT).random().bytes(TOKEN_BYTES);
    }

    /** The node's state, and what the framework reads and writes. */
    private static NodeFolders folders(StateFolder state, BundleContext bundle) {
        Stream<Path> framework = Stream.of("karaf.etc", "karaf.data")
                .flatMap(name -> Stream.ofNullable(bundle.getProperty(name)))
                .map(Path::of);
        return new NodeFolders(Stream.concat(Stream.of(state.path()), framework).toList());
    }

    private Class<?> load(long bundleId, String name) throws ClassNotFoundException {
        Bundle of = Optional.ofNullable(bundle.getBundle(bundleId))
                .orElseThrow(() -> new ClassNotFoundException("there is no bundle " + bundleId));
        return of.loadClass(name);
    }

    @Activate
    void start() {
        timers.add(scheduler.schedule("extender deadlines", HURRY_MS, HURRY_MS, instances::hurry));
        timers.add(scheduler.schedule("extender quotas", LOOK_MS, LOOK_MS, this::look));
        registrations.add(bundle.registerService(Hosting.class, instances, null));
        registrations.add(bundle.registerService(VaultListener.class, this, null));
    }

    private void look() {
        instances.look();
        workers.offer(joining::look);
    }

    @Deactivate
    void stop() throws Exception {
        registrations.forEach(ServiceRegistration::unregister);
        for (AutoCloseable timer : timers) {
            timer.close();
        }
        instances.close();
        launcher.close();
        workers.close();
    }

    @Override
    public void vaultChanged(VaultState now) {
        String topic = now == VaultState.UNLOCKED ? "vault.unlocked" : "vault.locked";
        workers.offer(() -> events.publish(topic, Map.of()));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(Store provider) {
        store.set(provider);
    }

    void unbindStore(Store provider) {
        store.clear(provider);
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
    void bindNode(Node provider) {
        node.set(provider);
    }

    void unbindNode(Node provider) {
        node.clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindListener(HostingListener provider) {
        listener.set(provider);
    }

    void unbindListener(HostingListener provider) {
        listener.clear(provider);
    }
}
