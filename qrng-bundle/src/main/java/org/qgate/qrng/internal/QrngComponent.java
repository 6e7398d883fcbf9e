package org.qgate.qrng.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
import org.qgate.api.base.Audit;
import org.qgate.api.base.Clock;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Scheduler;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.ByteFeed;
import org.qgate.api.local.HttpHandler;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.qrng.Qrng;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.store.Store;
import org.qgate.api.update.HandOver;
import org.qgate.api.vault.VaultListener;
import org.qgate.api.vault.VaultState;
import org.qgate.common.escrow.Escrow;
import org.qgate.qrng.internal.door.MetricsPage;
import org.qgate.qrng.internal.door.PoolFeed;
import org.qgate.qrng.internal.door.RandomPages;

/** Offers quantum randomness while this version is in office; {@link Works} does it. Thread-safe. */
@Component(
        service = VaultListener.class,
        configurationPid = "org.qgate.qrng",
        configurationPolicy = ConfigurationPolicy.OPTIONAL,
        immediate = true)
public final class QrngComponent implements VaultListener, QrngPart.Holder {
    private static final String CONFIGURATION = "qrng.configuration";
    private static final long TICK_MS = 1_000;
    /** The bundle of the version before has stopped by then, whether somebody says so or not. */
    private static final long SETTLE_MS = 10_000;

    private final HandOver handOver;
    private final BundleContext bundle;
    private final Surroundings around;
    private final Map<String, SourceDriver> drivers = new ConcurrentHashMap<>();
    private final Workers steps;
    private final List<AutoCloseable> untilLeft = new ArrayList<>();
    private volatile QrngSettings settings;
    private volatile Map<String, Object> properties;
    private volatile Tenure<Works> tenure;
    /** One that gave its state away and may not have ended yet; null when there is none. */
    private volatile Tenure<Works> frozen;
    /** What the version before left; taken by the works that begin. */
    private Map<String, Object> carried = Map.of();

    private volatile boolean left;
    private volatile boolean locked;
    private volatile boolean taken;
    private ByteFeed feed;
    private ServiceRegistration<ByteFeed> feeding;
    private HandOver.Enrolment enrolment;

    /** Takes the bedrock; {@link #start} follows once the cells can be bound. */
    @Activate
    public QrngComponent(
            @Reference CurrentFactory current,
            @Reference Health health,
            @Reference Audit audit,
            @Reference Clock clock,
            @Reference Scheduler scheduler,
            @Reference HandOver handOver,
            @Reference Protocols protocols,
            BundleContext bundle,
            Map<String, Object> properties) {
        this.handOver = handOver;
        this.bundle = bundle;
        this.properties = properties;
        around = new Surroundings(
                clock,
                scheduler,
                health,
                audit,
                protocols,
                current.cell(Store.class),
                current.cell(Crypto.class),
                current.cell(Node.class),
                current.cell(Peers.class),
                () -> Map.copyOf(drivers));
        steps = scheduler.workers("qrng-steps", 1, 16);
        tenure = tenure();
    }

    private Tenure<Works> tenure() {
        return new Tenure<>(() -> new Works(around, settings, carried()), around.health());
    }

    /** Whatever becomes of it, nobody takes the same bytes again. */
    private synchronized Map<String, Object> carried() {
        Map<String, Object> state = carried;
        carried = Map.of();
        return state;
    }

    @Activate
    void start() {
        enrolment = handOver.enrol(new QrngPart(this));
    }

    @Deactivate
    void stop() {
        enrolment.close();
    }

    /** What is refused leaves what was: work goes on as before. */
    @Modified
    void configure(Map<String, Object> changed) {
        properties = changed;
        steps.offer(() -> {
            QrngSettings before = settings;
            if (configure() && !settings.equals(before)) {
                offerFeed();
                tenure.stop();
                settleNow();
            }
        });
    }

    private boolean configure() {
        try {
            settings = QrngSettings.from(properties);
            around.health().forget(CONFIGURATION);
            return true;
        } catch (QGateException refused) {
            around.health().failed(CONFIGURATION, HealthState.ERROR, refused);
            return false;
        }
    }

    // ---- the part's office

    @Override
    public synchronized void take(boolean alone) {
        if (settings == null && !configure()) {
            settings = QrngSettings.from(Map.of());
        }
        offer();
        untilLeft.add(around.scheduler().schedule("qrng-watch", TICK_MS, TICK_MS, this::settle));
        if (alone) {
            settled();
        } else {
            untilLeft.add(around.scheduler().schedule("qrng-settle", SETTLE_MS, 0, this::settled));
        }
    }

    private void offer() {
        Tenure<Works> mine = tenure;
        Qrng office = new Office(around.audit(), mine::await);
        QuantumPool pool = new Front(atMostMs -> mine.await(atMostMs).pool());
        HttpHandler pages = new RandomPages(office, pool, () -> settings.degraded());
        untilLeft.add(bundle.registerService(Qrng.class, office, null)::unregister);
        untilLeft.add(bundle.registerService(QuantumPool.class, pool, null)::unregister);
        untilLeft.add(bundle.registerService(HttpHandler.class, pages, null)::unregister);
        untilLeft.add(bundle.registerService(HttpHandler.class, new MetricsPage(office), null)::unregister);
        feed = new PoolFeed(office, pool);
        offerFeed();
    }

    /** As the setting is now. */
    private synchronized void offerFeed() {
        boolean wanted = feed != null && settings.fifo();
        if (wanted && feeding == null) {
            feeding = bundle.registerService(ByteFeed.class, feed, null);
        } else if (!wanted && feeding != null) {
            feeding.unregister();
            feeding = null;
        }
    }

    @Override
    public void check() {
        QrngSettings.from(properties);
    }

    @Override
    public synchronized Map<String, Object> freeze() {
        withdraw();
        taken = false;
        frozen = tenure;
        Map<String, Object> state = tenure.now().map(Works::freeze).orElseGet(this::carried);
        tenure = tenure();
        steps.offer(frozen::end);
        return state;
    }

    private void withdraw() {
        untilLeft.forEach(Closing::close);
        untilLeft.clear();
        feed = null;
        offerFeed();
        tenure.refuse();
    }

    @Override
    public synchronized void adopt(Map<String, Object> state) {
        left = false;
        carried = state;
    }

    /** From here on nobody else reads the devices. */
    @Override
    public void settled() {
        taken = !left;
        settle();
    }

    private void settle() {
        if (taken) {
            steps.offer(this::settleNow);
        }
    }

    /** A store or cryptography that is away for a moment is being replaced: what works goes on. */
    private void settleNow() {
        boolean there =
                around.store().now().isPresent() && around.crypto().now().isPresent();
        boolean works = tenure.now().isPresent();
        tenure.settle(taken && !locked && (there || works));
        if (locked) {
            Escrow.wipe(carried());
        }
    }

    @Override
    public synchronized void leave() {
        taken = false;
        left = true;
        withdraw();
        Escrow.wipe(carried());
        steps.offer(tenure::end);
    }

    /** Once this returns the devices are nobody's. */
    @Override
    public void close() {
        leave();
        tenure.end();
        Tenure<Works> before = frozen;
        if (before != null) {
            before.end();
        }
        steps.close();
    }

    // ---- what comes and goes

    @Override
    public void vaultChanged(VaultState now) {
        locked = now != VaultState.UNLOCKED;
        settle();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(Store provider) {
        around.store().set(provider);
        settle();
    }

    void unbindStore(Store provider) {
        around.store().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindCrypto(Crypto provider) {
        around.crypto().set(provider);
        settle();
    }

    void unbindCrypto(Crypto provider) {
        around.crypto().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindNode(Node provider) {
        around.node().set(provider);
    }

    void unbindNode(Node provider) {
        around.node().clear(provider);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPeers(Peers provider) {
        around.peers().set(provider);
    }

    void unbindPeers(Peers provider) {
        around.peers().clear(provider);
    }

    /** A bundle of the node adds a kind of device while the node runs. */
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindDriver(SourceDriver driver) {
        drivers.put(driver.scheme(), driver);
    }

    void unbindDriver(SourceDriver driver) {
        drivers.remove(driver.scheme(), driver);
    }
}
