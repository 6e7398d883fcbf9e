package org.qgate.qrng.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.Lease;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.api.qrng.SourceDriver;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreMap;
import org.qgate.qrng.internal.assess.NonIid;
import org.qgate.qrng.internal.condition.DegradedBytes;
import org.qgate.qrng.internal.condition.XorRefinery;
import org.qgate.qrng.internal.deliver.pool.Cursor;
import org.qgate.qrng.internal.deliver.pool.Pool;
import org.qgate.qrng.internal.deliver.server.Server;
import org.qgate.qrng.internal.deliver.subscriber.Subscribers;
import org.qgate.qrng.internal.fleet.Fleet;
import org.qgate.qrng.internal.fleet.PrometheusText;
import org.qgate.qrng.internal.fleet.World;
import org.qgate.qrng.internal.mint.ChainMint;
import org.qgate.qrng.internal.source.Drivers;

/** All that works between the opening of the store and its closing: devices, pool, blocks, server, subscriptions. */
final class Works implements AutoCloseable {
    private static final String NAMESPACE = "qrng";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Positions of this node's own numbering that are reserved at once. */
    private static final long STEP = 4L << 20;
    /** What lies ready beyond this is burnt at an update: it is made anew within moments. */
    private static final int CARRIED = 4 << 20;

    private static final String CURSORS = "cursors";
    private static final String FLEET = "fleet";
    private static final String POOL = "pool";

    private final Surroundings around;
    private final Map<String, SourceDriver> builtIn = new TreeMap<>();
    private final Pool pool;
    private final ChainMint mint;
    private final Fleet fleet;
    private final Subscribers subscribers;
    private final Service service;
    private volatile boolean closed;

    /**
     * Opens what is kept and begins. Blocking.
     *
     * @param carried what {@link #freeze} of the version before gave; may be empty
     */
    Works(Surroundings around, QrngSettings settings, Map<String, Object> carried) {
        this.around = around;
        Drivers.builtIn(around.scheduler(), around.clock()).forEach(each -> builtIn.put(each.scheme(), each));
        Supplier<Crypto> crypto = () -> around.crypto().await(PATIENCE);
        DegradedBytes degraded = new DegradedBytes(crypto, around.clock());
        pool = new Pool(
                around.clock(),
                new Cursor(() -> map(CURSORS), POOL, STEP, 0),
                degraded,
                this::healthy,
                settings.pool());
        mint = new ChainMint(
                settings.mint(),
                around.clock(),
                around.scheduler(),
                around.crypto(),
                around.store(),
                () -> Optional.<QuantumPool>of(pool),
                name -> fleet().find(name),
                this::network);
        fleet = new Fleet(
                new World(
                        around.clock(),
                        around.scheduler(),
                        around.health(),
                        this::store,
                        this::allDrivers,
                        () -> crypto.get().random(),
                        pool,
                        mint,
                        spec -> new XorRefinery(
                                settings.conditioning().at(spec.samplesPerSecond()), crypto, mint::stream, degraded),
                        (samples, bits, wallMs) -> NonIid.assess(samples, bits, wallMs, () -> closed, percent -> {})),
                settings.fleet());
        subscribers = new Subscribers(
                new Subscribers.Parts(
                        around::protocols,
                        crypto,
                        this::identity,
                        () -> map(CURSORS),
                        () -> map("subscriptions"),
                        around.scheduler(),
                        around.clock()),
                pool,
                settings.subscriber());
        Server server = new Server(
                new Server.Parts(crypto, this::identity, around.clock(), this::listed),
                pool,
                new Cursor(() -> map(CURSORS), "server", STEP, Server.cursorFloor(around.clock())),
                settings.server());
        service = new Service(server, around, settings.server());
        begin(carried);
    }

    private void begin(Map<String, Object> carried) {
        try {
            if (carried.get(POOL) instanceof byte[] ready) {
                pool.adopt(ready);
            }
            if (carried.get(FLEET) instanceof byte[] devices) {
                fleet.adopt(devices);
            }
            mint.start();
            fleet.start();
            subscribers.start();
            service.start();
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private Store store() {
        return around.store().await(PATIENCE);
    }

    private StoreMap map(String name) {
        return store().namespace(NAMESPACE).map(name);
    }

    private Optional<String> network() {
        return around.node().now().map(node -> node.status().networkId());
    }

    private Identity identity() {
        String network = network()
                .orElseThrow(() -> new QGateException(QrngError.NOT_READY, "the overlay is not there at the moment"));
        return around.crypto().await(PATIENCE).identity(network);
    }

    private boolean listed(NodeId node) {
        return around.peers().now().flatMap(peers -> peers.info(node)).isPresent();
    }

    private boolean healthy() {
        return fleet.healthy() || subscribers.healthy();
    }

    Subscribers subscribers() {
        return subscribers;
    }

    /** Returns who this node serves. */
    List<Lease> leases() {
        return service.leases();
    }

    Pool pool() {
        return pool;
    }

    Fleet fleet() {
        return fleet;
    }

    ChainMint mint() {
        return mint;
    }

    private Map<String, SourceDriver> allDrivers() {
        Map<String, SourceDriver> all = new TreeMap<>(around.drivers().get());
        all.putAll(builtIn); // a bundle adds kinds; it does not replace ours
        return all;
    }

    /** Returns the kinds of devices that are known now, with what they say of themselves. */
    Map<String, String> drivers() {
        Map<String, String> all = new TreeMap<>();
        allDrivers().forEach((scheme, driver) -> all.put(scheme, driver.description()));
        return all;
    }

    /** Returns all numbers. */
    String metrics() {
        PrometheusText out = new PrometheusText();
        fleet.metrics(out);
        Numbers.pool(out, pool.info());
        Numbers.mint(out, mint.status());
        Numbers.subscriptions(out, subscribers.list());
        Numbers.leases(out, leases());
        return out.toString();
    }

    /** Gives nothing out any more and returns what the next version goes on with; waits for no device. */
    Map<String, Object> freeze() {
        Map<String, Object> state = new HashMap<>();
        state.put(POOL, pool.freeze(CARRIED));
        state.put(FLEET, fleet.freeze());
        return state;
    }

    /** Stops reading devices, burns what lies ready. Blocking. */
    @Override
    public void close() {
        closed = true;
        pool.close();
        service.close();
        subscribers.close();
        fleet.close();
        mint.close();
    }
}
