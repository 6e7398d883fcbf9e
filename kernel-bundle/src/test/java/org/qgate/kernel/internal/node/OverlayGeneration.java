package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.TransportError;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.Node;
import org.qgate.api.network.Peers;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.network.Streams;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.PortInfo;
import org.qgate.api.transport.Slab;
import org.qgate.common.escrow.Escrow;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.handover.Generation;
import org.qgate.kernel.handover.Moment;
import org.qgate.kernel.handover.SealRecord;
import org.qgate.kernel.handover.Services;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.kernel.internal.TurningServices;
import org.qgate.kernel.internal.directory.Network;
import org.qgate.kernel.internal.directory.NetworkFile;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkInfo;
import org.qgate.kernel.internal.link.LinkPeek;
import org.qgate.sim.SimHost;

/** A whole overlay over the cryptography of its own class loader. */
public final class OverlayGeneration implements Generation {
    private static final String NETWORK = "freeze-test";
    private static final String OWNER = "org.qgate.kernel";
    private static final int SCHEMA = 1;

    private final SimHost host;
    private final Services services;
    private final NodeSettings settings;
    private final Crypto crypto;
    private final Identity identity;
    private List<Long> ports = List.of();
    private Network network;
    private SimEnv env;
    private Overlay overlay;
    private List<Link> lastLinks = List.of();

    /**
     * Makes one that does nothing yet.
     *
     * @param record where to note what it seals, or null for nowhere
     */
    public OverlayGeneration(SimHost host, Services services, Map<String, String> settings, SealRecord record) {
        this.host = host;
        this.services = services;
        this.settings = NodeSettings.read(settings);
        this.crypto = record == null
                ? new CryptoProvider(host.random(), host.state(), host.clock())
                : RecordingCrypto.of(host, record);
        this.identity = crypto.identity(NETWORK);
    }

    @Override
    public byte[] found() {
        return NetworkFile.found(
                NETWORK,
                identity,
                settings.links().advertised(),
                settings.links().suite(crypto.recommendedSuite()),
                host.clock().wallMs());
    }

    @Override
    public void prepare(byte[] description) {
        network =
                NetworkFile.read(description, crypto.signatures(), host.clock().wallMs());
        wire();
    }

    private void wire() {
        env = SimEnv.forHandOver(host, crypto);
        Optional<Entry> entry = Optional.of(services.dpn());
        Optional<Exit> exit = Optional.of(services.dpn());
        overlay = new Overlay(
                env,
                identity,
                network,
                SimArchive.of(host),
                settings,
                id -> false,
                new Deciders(() -> entry, () -> exit, () -> Optional.of(services.desk())));
        env.accepting((port, listener, local, remote) -> overlay.links().accepted(port, local, remote));
    }

    @Override
    public void join(byte[] description) {
        prepare(description);
        commit();
        if (settings.links().relay()) {
            env.ports().listen(new ListenRequest("link", settings.links().listen(), 1_000));
        }
    }

    @Override
    public Map<String, Object> freeze() {
        List<Map<String, Object>> frozen = new ArrayList<>();
        ports = env.ports().ports().stream().map(PortInfo::port).toList();
        lastLinks = overlay.links().all();
        env.turn(() -> frozen.add(overlay.freeze()));
        env.park();
        return frozen.get(0);
    }

    @Override
    public byte[] export(Map<String, Object> state) {
        byte[] escrow = new Escrow(OWNER, SCHEMA, state).encode();
        Escrow.wipe(state);
        return escrow;
    }

    @Override
    public void adopt(byte[] escrow) {
        takeBack(Escrow.decode(escrow, OWNER, SCHEMA).state());
    }

    @Override
    public void takeBack(Map<String, Object> state) {
        wire(); // what was frozen, or what failed to adopt, is never used again
        overlay.thaw(state);
    }

    @Override
    public void commit() {
        env.claim();
        env.turn(overlay::start);
        env.open();
        services.put(Streams.class, new TurningStreams(env, overlay.circuits()));
        services.put(
                ServiceStreams.class,
                new TurningServices(env, overlay.circuits().services()));
        services.put(Peers.class, new Surroundings(overlay));
        services.put(Node.class, new Surroundings(overlay));
    }

    @Override
    public void die() {
        env.release();
    }

    @Override
    public boolean amid(Moment moment) {
        return switch (moment) {
            case ANY -> true;
            case REKEY -> LinkPeek.rekeying(overlay.links());
            case HALF_OPEN ->
                overlay.links().halfOpenCount() > 0
                        || !overlay.links().connecting().isEmpty();
            case BUILDING ->
                overlay.circuits().circuits().stream()
                        .anyMatch(circuit -> circuit.state().equals("BUILDING"));
            case CONNECTING -> anyStream("CONNECTING");
            case HALF_CLOSED -> anyStream("HALF_CLOSED");
            case QUEUED -> overlay.circuits().queuedBytes() > 0;
            case FRAGMENTS -> false; // only a frozen state tells
            case HALF_A_RECORD -> LinkPeek.amidRecord(overlay.links());
        };
    }

    private boolean anyStream(String state) {
        return overlay.circuits().list().stream()
                .anyMatch(stream -> stream.state().equals(state));
    }

    @Override
    public boolean amidFragments(Map<String, Object> state) {
        return holds(state, "fragments");
    }

    private static boolean holds(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            boolean here = map.get(name) instanceof byte[] bytes && bytes.length > 0;
            return here || map.values().stream().anyMatch(each -> holds(each, name));
        }
        return value instanceof List<?> list && list.stream().anyMatch(each -> holds(each, name));
    }

    @Override
    public NodeId nodeId() {
        return identity.nodeId();
    }

    @Override
    public boolean ready() {
        return overlay.progress().percent() == 100;
    }

    @Override
    public String progress() {
        return overlay.progress() + " " + overlay.warnings();
    }

    @Override
    public int linksBegun() {
        return (int)
                overlay.links().infos().stream().filter(LinkInfo::initiator).count();
    }

    @Override
    public Set<Long> links() {
        return overlay.links().infos().stream().map(LinkInfo::id).collect(Collectors.toSet());
    }

    @Override
    public int streams() {
        return overlay.circuits().list().size();
    }

    @Override
    public void build(CircuitRequest request) {
        env.turn(() -> overlay.circuits().build(request, 10_000, built -> {}, failed -> {}));
    }

    @Override
    public int lateWrites() {
        int refused = 0;
        Lease stale = env.ports();
        for (long port : ports) {
            refused += refused(() -> stale.commit(port, new Slab(new byte[16], 0, 16), 16));
            refused += refused(() -> stale.flush(port));
            refused += refused(() -> stale.close(port));
        }
        return refused;
    }

    private static int refused(Runnable late) {
        try {
            late.run();
            return 0;
        } catch (QGateException refusal) {
            return refusal.code() == TransportError.STALE_OWNER ? 1 : 0;
        }
    }

    @Override
    public void lateSends() {
        for (Link link : lastLinks) {
            refused(() -> env.turn(() -> link.control(ControlType.DRAINING, new byte[0])));
            refused(() -> env.turn(() -> overlay.writable(link)));
        }
    }
}
