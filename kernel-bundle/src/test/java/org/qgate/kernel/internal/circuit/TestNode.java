package org.qgate.kernel.internal.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.PortRange;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.transport.ListenRequest;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.kernel.internal.TurningServices;
import org.qgate.kernel.internal.circuit.settings.CircuitSettings;
import org.qgate.kernel.internal.directory.Duties;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;
import org.qgate.kernel.internal.link.AccessList;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;
import org.qgate.kernel.internal.link.LinkEvents;
import org.qgate.kernel.internal.link.LinkSettings;
import org.qgate.kernel.internal.link.TcpLinks;
import org.qgate.kernel.internal.path.PathRequest;
import org.qgate.kernel.internal.path.Paths;
import org.qgate.sim.SimDesk;
import org.qgate.sim.SimHost;

/**
 * A whole node without a directory: links, circuits, a tiny entry and exit, real cryptography, virtual time and
 * network.
 */
final class TestNode implements LinkEvents, Paths {
    static final String NETWORK = "circuits.test";
    static final int LINK_PORT = 4001;

    /** Looks at or changes cells before the node does. */
    interface CellHook {
        void cells(Link from, CellSize size, byte[] cells);
    }

    final String address;
    final SimHost host;
    final Crypto crypto;
    final Identity identity;
    final TinyDpn dpn;
    final SimDesk desk;
    final boolean relays;
    final boolean exits;
    Duties duties;
    CircuitSettings settings;
    View view = View.NONE;
    /** Relays that this node builds circuits over, in this order; the last of a path is its exit. */
    List<Relay> route = List.of();

    /** First hops that were blamed for not being reached. */
    final List<NodeId> unreached = new ArrayList<>();

    CellHook hook;
    SimEnv env;
    TcpLinks links;
    CircuitLayer layer;
    private Env surroundings;

    TestNode(SimHost host, String address, boolean relays, boolean exits, Map<String, String> config) {
        this.address = address;
        this.host = host;
        this.relays = relays;
        this.exits = exits;
        this.settings = settings(config);
        crypto = new CryptoProvider(host.random(), host.state(), host.clock());
        identity = crypto.identity(NETWORK);
        dpn = new TinyDpn(host, () -> env, () -> layer);
        duties = new Duties(relays, relays);
        desk = new SimDesk(host, this::services);
        wire();
    }

    private Optional<ServiceStreams> services() {
        return dpn.away ? Optional.empty() : Optional.of(new TurningServices(env, layer.services()));
    }

    static CircuitSettings settings(Map<String, String> config) {
        Map<String, String> all = new HashMap<>(Map.of("circuits_prebuilt", "0"));
        all.putAll(config);
        return CircuitSettings.from(new ConfigSpec("test", CircuitSettings.KEYS).read(all));
    }

    void wire() {
        env = new SimEnv(host, crypto);
        Map<String, String> config = new HashMap<>();
        config.put("link_padding", "false");
        if (relays) {
            config.put("link_listen", address + ":" + LINK_PORT);
        }
        LinkSettings linkSettings = LinkSettings.from(new ConfigSpec("test", LinkSettings.KEYS).read(config));
        links = new TcpLinks(env, identity, linkSettings, this, new AccessList(id -> false));
        TcpLinks current = links;
        env.accepting((port, listener, local, remote) -> current.accepted(port, local, remote));
        surroundings = env;
        layer = newLayer();
    }

    /** From now on what an application writes at once is read at once. Before there are circuits. */
    void wholeReads() {
        layer.stop();
        surroundings = new WholeReads(env);
        layer = newLayer();
        env.turn(layer::start);
    }

    private CircuitLayer newLayer() {
        return new CircuitLayer(new Surroundings(
                surroundings,
                () -> settings,
                () -> identity,
                () -> duties,
                links,
                this,
                () -> view,
                () -> Optional.of(dpn),
                () -> exits ? Optional.of(dpn) : Optional.empty(),
                () -> Optional.of(desk),
                (relay, digest, validAfterMs) -> {}));
    }

    void begin() {
        if (relays) {
            LinkSettings linkSettings = LinkSettings.from(
                    new ConfigSpec("test", LinkSettings.KEYS).read(Map.of("link_listen", address + ":" + LINK_PORT)));
            env.ports().listen(new ListenRequest("link", linkSettings.listen(), 10_000));
        }
        env.open();
        env.turn(layer::start);
    }

    /** Returns the state of all circuits; {@link #replay} them, links stand. */
    Map<String, Object> freezeCircuits() {
        List<Map<String, Object>> state = new ArrayList<>();
        env.turn(() -> state.add(layer.freeze()));
        return state.get(0);
    }

    /** Brings circuits back to a state they had: only a test may use a state twice. */
    void replay(Map<String, Object> state) {
        layer.stop();
        layer = newLayer();
        layer.thaw(state);
        env.turn(layer::start);
    }

    /** Freezes circuits and links, lets time pass with nobody there, and thaws them in new objects. */
    void handOver(World world, long awayMs) {
        handOver(world, awayMs, () -> {});
    }

    /** Nothing may wait any more: each queued cell is past a bound. */
    void boundQueuesToNothing() {
        CircuitSettings now = settings;
        settings = new CircuitSettings(
                now.prebuilt(),
                now.discardPercent(),
                now.rotateMs(),
                now.idleMs(),
                now.buildTimeoutMs(),
                now.buildsAtOnce(),
                now.buildsPerMinute(),
                now.buildsBurst(),
                now.streamWaitMs(),
                now.streamsWaiting(),
                now.streamsPerCircuit(),
                now.createsPerSecond(),
                now.createsBurst(),
                now.circuitsPerLink(),
                now.circuitsRelayed(),
                0,
                0,
                now.windowBytes(),
                now.streamCreditBytes(),
                now.creditBudgetBytes());
    }

    /** The same, with something that happens in the turn of the freezing; limits are the usual ones afterwards. */
    void handOver(World world, long awayMs, Runnable justBefore) {
        CircuitSettings usual = settings;
        List<Map<String, Object>> state = new ArrayList<>();
        env.turn(() -> {
            justBefore.run();
            state.add(links.freeze()); // in the order of a node's wiring
            state.add(layer.freeze());
        });
        settings = usual;
        PlainValues.check(state.get(1));
        env.ports().park();
        dpn.away = true;
        world.sim.run(awayMs);
        dpn.away = false;
        wire();
        links.thaw(state.get(0));
        layer.thaw(state.get(1));
        env.turn(() -> {
            links.start();
            layer.start();
        });
        env.open();
    }

    Relay relay() {
        return new Relay(
                identity.nodeId(),
                1,
                List.of(World.at(address + ":" + LINK_PORT)),
                identity.linkKey(),
                links.suite(),
                identity.onionKeys(),
                "",
                exits ? Set.of("exit", Relay.SERVICE) : Set.of(Relay.SERVICE),
                1,
                exits ? List.of(new PortRange(1, 65_535)) : List.of(),
                List.of());
    }

    long counted(Counter counter) {
        return env.counted(counter);
    }

    // ---- paths: the route, without what is excluded

    @Override
    public List<Relay> choose(PathRequest request) {
        Optional<Relay> last = route.stream()
                .filter(relay -> request.mayFollow(relay.id()) && request.endsAt(relay))
                .findFirst();
        List<Relay> path = new ArrayList<>();
        for (Relay relay : route) {
            boolean allowed = path.isEmpty() ? !request.exclude().contains(relay.id()) : request.mayFollow(relay.id());
            if (allowed && relay != last.orElse(null) && path.size() < request.hops() - 1) {
                path.add(relay);
            }
        }
        if (last.isEmpty() || path.size() < request.hops() - 1) {
            throw new QGateException(KernelError.NO_PATH, "test");
        }
        path.add(last.get());
        return path;
    }

    @Override
    public void firstHop(NodeId guard, boolean reached) {
        if (!reached) {
            unreached.add(guard);
        }
    }

    // ---- links: as the wiring of a node forwards them

    @Override
    public void up(Link link) {
        layer.up(link);
    }

    @Override
    public void failed(NodeId peer, LinkClose reason) {
        layer.failed(peer, reason);
    }

    @Override
    public void down(Link link, LinkClose reason) {
        layer.down(link, reason);
    }

    @Override
    public void cells(Link link, CellSize size, byte[] buffer, int offset, int count) {
        if (hook == null) {
            layer.cells(link, size, buffer, offset, count);
            return;
        }
        byte[] copy = Arrays.copyOfRange(buffer, offset, offset + count * size.cell());
        hook.cells(link, size, copy);
        layer.cells(link, size, copy, 0, count);
    }

    @Override
    public void control(Link link, ControlType type, byte[] buffer, int offset, int length) {
        layer.control(link, type, buffer, offset, length);
    }

    @Override
    public void writable(Link link) {
        layer.writable(link);
    }

    @Override
    public boolean needed(Link link) {
        return layer.needed(link);
    }
}
