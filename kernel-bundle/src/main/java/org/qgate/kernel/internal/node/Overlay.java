package org.qgate.kernel.internal.node;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Identity;
import org.qgate.api.network.Exit;
import org.qgate.api.network.PortRange;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.circuit.CircuitLayer;
import org.qgate.kernel.internal.circuit.Surroundings;
import org.qgate.kernel.internal.circuit.settings.CircuitSettings;
import org.qgate.kernel.internal.directory.Network;
import org.qgate.kernel.internal.directory.Progress;
import org.qgate.kernel.internal.directory.RelayDirectory;
import org.qgate.kernel.internal.directory.SelfDescription;
import org.qgate.kernel.internal.link.AccessList;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;
import org.qgate.kernel.internal.link.LinkEvents;
import org.qgate.kernel.internal.link.TcpLinks;
import org.qgate.kernel.internal.path.GuardedPaths;

/** One node in one network: links, directory, paths and circuits, wired. Event loop only. */
final class Overlay implements LinkEvents {
    /** Version of what {@link #freeze} gives. */
    private static final long SCHEMA = 1;

    private static final long DESCRIBE_MS = 1_000;

    private final Env env;
    private Identity identity;
    private final Network network;
    private final boolean signer;
    private final Deciders deciders;
    private final Announced announced = new Announced();
    private final TcpLinks links;
    private final RelayDirectory directory;
    private final GuardedPaths paths;
    private final CircuitLayer circuits;
    private NodeSettings settings;
    private CircuitSettings circuitSettings;
    private SelfDescription described;
    private Env.Timer describing;

    /**
     * Wires a node; {@link #start} lets it go.
     *
     * @param banned asked at each connection and handshake
     * @param deciders who decides about streams
     */
    Overlay(
            Env env,
            Identity identity,
            Network network,
            Archive archive,
            NodeSettings settings,
            Predicate<NodeId> banned,
            Deciders deciders) {
        this.env = env;
        this.identity = identity;
        this.network = network;
        this.settings = settings;
        this.circuitSettings = circuits(settings);
        this.deciders = deciders;
        boolean relay = settings.links().relay();
        boolean founder = settings.directory().networkFound().equals(network.id())
                && network.signers().contains(identity.nodeId());
        signer = founder || settings.directory().signer();
        links = new TcpLinks(env, identity, settings.links(), this, new AccessList(banned));
        directory = new RelayDirectory(
                env,
                links,
                archive,
                network,
                identity.nodeId(),
                relay,
                settings.directory().withSigner(signer));
        paths = new GuardedPaths(env, identity.nodeId(), directory::view, archive, settings.paths());
        circuits = new CircuitLayer(new Surroundings(
                env,
                () -> circuitSettings,
                () -> identity,
                () -> this.settings.duties(),
                links,
                paths,
                directory::view,
                deciders.entry(),
                deciders.exit(),
                deciders.desk(),
                directory::told));
    }

    /** Circuits kept ready are for local applications: a relay builds its own only when somebody asks. */
    private static CircuitSettings circuits(NodeSettings of) {
        return of.links().relay() ? of.circuits().withoutPrebuilt() : of.circuits();
    }

    /** Lets it go, on a lease that has claimed the ports; within a turn. A thawed one goes on. */
    void start() {
        links.start();
        directory.start();
        paths.start();
        circuits.start();
        describe();
    }

    /** Other bundles come and go and say what exits and services do: the descriptor follows what they say now. */
    private void describe() {
        describing = env.after(DESCRIBE_MS, this::describe);
        if (!settings.links().relay()) {
            return;
        }
        SelfDescription now = new SelfDescription(
                settings.links().advertised(),
                links.suite(),
                exitPorts(),
                settings.directory().seed() || network.seed(identity.nodeId()).isPresent(),
                settings.directory().contact(),
                0,
                settings.duties(),
                settings.duties().serves()
                        ? announced.names(deciders.desk().get(), env.clock().monoNs())
                        : List.of());
        if (!now.equals(described)) {
            described = now;
            directory.describe(now);
        }
    }

    private List<PortRange> exitPorts() {
        return settings.duties().relays()
                ? deciders.exit().get().map(Exit::policy).orElse(List.of())
                : List.of();
    }

    /** Takes settings that need no new overlay. */
    void configure(NodeSettings next) {
        settings = next;
        circuitSettings = circuits(next);
        links.configure(next.links());
    }

    /** The keys are gone: begins nothing new, and holds on to what stands. */
    void hold() {
        circuits.hold(); // first: what waits for a link ends, so that nobody is blamed
        links.hold();
    }

    /** There are keys again. */
    void release(Identity again) {
        identity = again;
        links.release(again);
        circuits.release();
    }

    /** Closes what stands, as far as it may not stand any more. */
    void enforceBans() {
        links.enforce();
    }

    /** Stops for good; nobody takes anything over. */
    void stop() {
        if (describing != null) {
            describing.cancel();
        }
        circuits.end(); // before the links go: it tells entry, exit and the neighbours
        paths.shutdown();
        directory.shutdown();
        links.closeAll(LinkClose.SHUTDOWN);
    }

    /**
     * Stops for good and returns everything as plain values for another instance's {@link #thaw}: no byte moves and
     * nothing is sealed afterwards.
     */
    Map<String, Object> freeze() {
        if (describing != null) {
            describing.cancel();
        }
        Map<String, Object> frozen = new LinkedHashMap<>();
        frozen.put("schema", SCHEMA);
        frozen.put("links", links.freeze()); // first: it tells the others of links that ended and were not told yet
        frozen.put("circuits", circuits.freeze());
        frozen.put("paths", paths.freeze());
        frozen.put("directory", directory.freeze());
        frozen.put("announced", announced.names());
        return frozen;
    }

    /**
     * Takes over what another instance froze; before {@link #start}. Touches neither ports nor timers and seals nothing,
     * so that whoever gave the state may still have it back ([HAND-3]).
     */
    void thaw(Map<String, Object> frozen) {
        if (!Long.valueOf(SCHEMA).equals(frozen.get("schema"))) {
            throw new IllegalArgumentException("escrow of the overlay has schema " + frozen.get("schema"));
        }
        links.thaw(part(frozen, "links"));
        directory.thaw(part(frozen, "directory"));
        paths.thaw(part(frozen, "paths"));
        circuits.thaw(part(frozen, "circuits"));
        if (frozen.get("announced") instanceof List<?> names) {
            announced.thaw(names);
        }
    }

    @SuppressWarnings("unchecked") // made by freeze, whose schema was checked
    private static Map<String, Object> part(Map<String, Object> frozen, String name) {
        return (Map<String, Object>) frozen.get(name);
    }

    List<String> roles() {
        List<String> roles = new ArrayList<>(settings.duties().roles());
        if (!exitPorts().isEmpty()) {
            roles.add("exit");
        }
        if (network.seed(identity.nodeId()).isPresent()) {
            roles.add("seed");
        }
        if (signer) {
            roles.add("signer");
        }
        return roles;
    }

    /** Returns how far the node has come: the directory's part, and on a client a usable circuit. */
    Progress progress() {
        Progress view = directory.progress();
        if (view.percent() == 100 && !paths.ready()) {
            view = new Progress(65, paths.waitingFor());
        }
        if (settings.links().relay() || view.percent() < 100) {
            return new Progress(settings.links().relay() ? view.percent() : view.percent() * 7 / 10, view.reason());
        }
        if (settings.circuits().prebuilt() == 0 || circuits.usable(3)) {
            return new Progress(100, view.reason());
        }
        return links.all().isEmpty()
                ? new Progress(75, "linking to a guard; " + view.reason())
                : new Progress(90, "building a circuit; " + view.reason());
    }

    /** Returns what an operator should look at; empty when there is nothing. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>(directory.warnings());
        if (!paths.problem().isEmpty()) {
            warnings.add(paths.problem());
        }
        return warnings;
    }

    /** Returns this clock minus the median of its peers'; positive when it is ahead, 0 when there is none to compare. */
    long clockAheadMs() {
        return -links.medianSkewMs().orElse(0);
    }

    TcpLinks links() {
        return links;
    }

    RelayDirectory directory() {
        return directory;
    }

    GuardedPaths paths() {
        return paths;
    }

    CircuitLayer circuits() {
        return circuits;
    }

    Identity identity() {
        return identity;
    }

    Network network() {
        return network;
    }

    NodeSettings settings() {
        return settings;
    }

    // What links tell: cells and hop handshakes go to the circuits, directory messages to the directory.

    @Override
    public void up(Link link) {
        directory.linkUp(link);
        circuits.up(link);
    }

    @Override
    public void failed(NodeId peer, LinkClose reason) {
        directory.linkFailed(peer, reason);
        circuits.failed(peer, reason);
    }

    @Override
    public void down(Link link, LinkClose reason) {
        circuits.down(link, reason);
        directory.linkDown(link, reason);
    }

    @Override
    public void cells(Link link, CellSize size, byte[] buffer, int offset, int count) {
        circuits.cells(link, size, buffer, offset, count);
    }

    @Override
    public void control(Link link, ControlType type, byte[] buffer, int offset, int length) {
        switch (type) {
            case CREATE, CREATED, DESTROY, DRAINING -> circuits.control(link, type, buffer, offset, length);
            case DIR_GET, DIR_DATA, DIR_NOTICE, DIR_PUBLISH -> directory.control(link, type, buffer, offset, length);
        }
    }

    @Override
    public void writable(Link link) {
        circuits.writable(link);
        directory.writable(link);
    }

    @Override
    public boolean needed(Link link) {
        return directory.needed(link) || circuits.needed(link);
    }
}
