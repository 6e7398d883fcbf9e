package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.base.Current;
import org.qgate.api.base.CurrentFactory;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.Streams;
import org.qgate.api.store.Store;
import org.qgate.api.transport.ListenRequest;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.dpn.internal.DpnService;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.kernel.internal.TurningServices;
import org.qgate.kernel.internal.directory.Network;
import org.qgate.kernel.internal.directory.NetworkFile;
import org.qgate.sim.SimDesk;
import org.qgate.sim.SimHost;

/** A whole node on a simulated host: real cryptography, real overlay, real entry and exit. */
final class TestNode {
    static final String NETWORK = "overlay-test";

    final SimHost host;
    final NodeSettings settings;
    final Crypto crypto;
    final Identity identity;
    final DpnService dpn;
    final SimDesk desk;
    /** Whether somebody is there who serves. */
    boolean deskThere = true;

    private final Map<Class<?>, Current<?>> cells = new HashMap<>();
    Network network;
    SimEnv env;
    Overlay overlay;

    TestNode(SimHost host, Map<String, String> kernel, Map<String, String> dpnConfig) {
        this.host = host;
        this.settings = NodeSettings.read(kernel);
        this.crypto = new CryptoProvider(host.random(), host.state(), host.clock());
        this.identity = crypto.identity(NETWORK);
        this.dpn = DpnService.start(
                host.ports(),
                factory(),
                host.state(),
                host.health(),
                host.clock(),
                host.scheduler(),
                new HashMap<>(dpnConfig));
        this.desk = new SimDesk(
                host,
                () -> Optional.of(new TurningServices(env, overlay.circuits().services())));
    }

    /** Keeps the cells that the component asks for, so that this node's own services can be put in. */
    private CurrentFactory factory() {
        return new CurrentFactory() {
            @Override
            public <T> Current<T> cell(Class<T> type) {
                Current<T> cell = host.current().cell(type);
                cells.put(type, cell);
                if (type == Store.class) {
                    put(Store.class, host.store());
                }
                return cell;
            }
        };
    }

    /** Founds the network with this node as seed and signer. */
    byte[] found() {
        return NetworkFile.found(
                NETWORK,
                identity,
                settings.links().advertised(),
                settings.links().suite(crypto.recommendedSuite()),
                host.clock().wallMs());
    }

    void join(byte[] networkFile) {
        network =
                NetworkFile.read(networkFile, crypto.signatures(), host.clock().wallMs());
        wire();
        env.turn(overlay::start);
        env.open();
        if (settings.links().relay()) {
            env.ports().listen(new ListenRequest("link", settings.links().listen(), 1_000));
        }
    }

    private void wire() {
        env = new SimEnv(host, crypto);
        Optional<Entry> entry = Optional.of(dpn);
        Optional<Exit> exit = Optional.of(dpn);
        overlay = new Overlay(
                env,
                identity,
                network,
                SimArchive.of(host),
                settings,
                id -> false,
                new Deciders(() -> entry, () -> exit, () -> deskThere ? Optional.of(desk) : Optional.empty()));
        env.accepting((port, listener, local, remote) -> overlay.links().accepted(port, local, remote));
        offerServices();
    }

    private void offerServices() {
        put(Streams.class, new TurningStreams(env, overlay.circuits()));
        put(Peers.class, new Surroundings(overlay));
        put(Node.class, new Surroundings(overlay));
    }

    @SuppressWarnings("unchecked") // the cell was made for this type
    private <T> void put(Class<T> type, T service) {
        ((Current<T>) cells.get(type)).set(service);
    }

    /** Replaces the overlay by a new one that goes on from the old one's plain values. */
    void handOver() {
        List<Map<String, Object>> frozen = new ArrayList<>();
        env.turn(() -> frozen.add(overlay.freeze()));
        env.park();
        wire();
        overlay.thaw(frozen.get(0));
        env.turn(overlay::start);
        env.open();
    }

    boolean ready() {
        return overlay.progress().percent() == 100;
    }
}
