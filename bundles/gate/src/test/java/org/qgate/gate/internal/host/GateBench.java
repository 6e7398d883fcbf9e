package org.qgate.gate.internal.host;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.network.Node;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.network.PeerInfo;
import org.qgate.api.network.Peers;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.protocol.Protocols.Dial;
import org.qgate.api.store.Store;
import org.qgate.base.internal.state.FileStateFolder;
import org.qgate.base.internal.work.Cells;
import org.qgate.base.internal.work.HealthBoard;
import org.qgate.base.internal.work.SystemClock;
import org.qgate.base.internal.work.ThreadScheduler;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.ext.Permission;
import org.qgate.ext.Service;
import org.qgate.gate.InstanceStatus;
import org.qgate.gate.Permit;
import org.qgate.gate.Quota;
import org.qgate.gate.internal.facade.EventDesk;
import org.qgate.gate.internal.facade.NodeFolders;
import org.qgate.gate.internal.facade.Surroundings;
import org.qgate.gate.internal.process.ChildLauncher;
import org.qgate.gate.internal.process.NoLauncher;
import org.qgate.gate.internal.protocol.NodeProtocols;
import org.qgate.sim.SimRandom;
import org.qgate.sim.store.MemoryStore;
import org.qgate.transport.NettyPorts;
import org.qgate.transport.TransportSettings;

/** A node without a kernel: real threads, transport, protocols and cryptography, a store in memory. It dials itself. */
public final class GateBench implements AutoCloseable {
    /** Longer than anything takes on a busy machine. */
    public static final long LONG_MS = 60_000;

    /** Its id. */
    public static final NodeId OWN = new NodeId(1, 2, 3, 4);

    static final Quota WIDE = new Quota(8, 1_000, 1 << 22, 64, 1_000_000, 1L << 30, 1 << 20, 10_000);

    final Clock clock = new SystemClock();
    final ThreadScheduler scheduler = new ThreadScheduler();
    final HealthBoard health = new HealthBoard();
    final NodeProtocols protocols;
    final Current<Store> store;
    final EventDesk events = new EventDesk(clock);
    final List<InstanceStatus> told = Collections.synchronizedList(new ArrayList<>());
    final Instances instances;
    private final NettyPorts ports = new NettyPorts(TransportSettings.defaults(), clock);
    private final FileStateFolder state;
    private final Surroundings around;
    private final Workers notices = scheduler.workers("notices", 1, 64);
    private volatile ClassLoader loader = GateBench.class.getClassLoader();

    /** Begins on an empty folder. */
    public GateBench(Path folder) {
        this(folder, new NoLauncher("not in this test"));
    }

    /** Begins on an empty folder, with something that begins processes. */
    public GateBench(Path folder, ChildLauncher launcher) {
        state = FileStateFolder.open(folder);
        Cells cells = new Cells();
        Current<Node> node = cells.cell(Node.class);
        node.set(new JoinedNode());
        protocols = new NodeProtocols(
                ports,
                clock,
                new org.qgate.gate.internal.protocol.Surroundings(cells.cell(ServiceStreams.class), peers(cells), node),
                LONG_MS);
        store = cells.cell(Store.class);
        store.set(new MemoryStore(clock));
        Current<Crypto> crypto = cells.cell(Crypto.class);
        crypto.set(new CryptoProvider(new SimRandom(7), state, clock));
        NodeFolders folders = new NodeFolders(List.of(state.path()));
        around = new Surroundings(clock, scheduler, protocols, store, crypto, node, events, folders, "0.1.0");
        instances = new Instances(
                around,
                protocols.seats(),
                (bundle, name) -> Class.forName(name, false, loader),
                ManagementFactory.getThreadMXBean()::getThreadCpuTime,
                new Notices(health, events, notices, () -> Optional.of(told::add)),
                launcher);
    }

    private static Current<Peers> peers(Cells cells) {
        Current<Peers> peers = cells.cell(Peers.class);
        peers.set(new NoPeers());
        return peers;
    }

    /** Returns what facades ask. */
    public Surroundings around() {
        return around;
    }

    /** Returns the events of the node. */
    public EventDesk events() {
        return events;
    }

    /** Extenders come from another class loader from now on. */
    void load(ClassLoader from) {
        loader = from;
    }

    /** Everything that is available, for protocols and topics that are named. */
    static Permit permit(String id, String version, Quota quota, String... scope) {
        return permit(id, version, quota, Set.of(Permission.values()), scope);
    }

    /** Some permissions, for protocols and topics that are named; all of them are provided. */
    public static Permit permit(String id, String version, Quota quota, Set<Permission> granted, String... scope) {
        Map<Permission, Set<String>> grants = new EnumMap<>(Permission.class);
        granted.stream().filter(Permission::available).forEach(each -> grants.put(each, Set.of(scope)));
        Set<String> provides =
                Set.of(Arrays.stream(scope).filter(each -> each.endsWith("/1")).toArray(String[]::new));
        return new Permit(id, version, "publisher", grants, provides, quota, "ext." + id, Map.of());
    }

    /** Everything that is available, for one that provides nothing. */
    static Permit client(String id, Quota quota, String... scope) {
        Permit all = permit(id, "1.0.0", quota, scope);
        return new Permit(id, "1.0.0", "publisher", all.grants(), Set.of(), quota, all.namespace(), Map.of());
    }

    /** Makes, starts and opens one. */
    long open(Class<? extends Service> type, Permit permit) {
        long number = start(type, permit);
        instances.open(number);
        return number;
    }

    long start(Class<? extends Service> type, Permit permit) {
        return start(type.getName(), permit);
    }

    long start(String type, Permit permit) {
        long number = instances.make(1, type, permit);
        instances.start(number, LONG_MS);
        return number;
    }

    byte[] call(String protocol, byte[] request) {
        return protocols.call(new Dial(OWN, protocol, false, "", 3), request, LONG_MS);
    }

    InstanceStatus status(long number) {
        return instances.instances().stream()
                .filter(each -> each.instance() == number)
                .findFirst()
                .orElseThrow();
    }

    /** Waits for a condition. */
    public static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_MS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @Override
    public void close() {
        instances.close();
        protocols.close();
        scheduler.close();
        ports.close();
        state.close();
    }

    /** A node that has joined, as far as anybody here asks. */
    private static final class JoinedNode implements Node {
        @Override
        public NodeStatus status() {
            return new NodeStatus(
                    OWN,
                    "test",
                    List.of("service"),
                    100,
                    "",
                    null,
                    List.of(),
                    null,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    false,
                    List.of());
        }

        @Override
        public boolean drain(long atMostMs) {
            return true;
        }
    }

    /** Nobody but this node serves anything. */
    private static final class NoPeers implements Peers {
        @Override
        public List<PeerInfo> list() {
            return List.of();
        }

        @Override
        public Optional<PeerInfo> info(NodeId id) {
            return Optional.empty();
        }

        @Override
        public List<NodeId> serving(String protocol) {
            return List.of();
        }

        @Override
        public void ban(NodeId id, String reason) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean unban(NodeId id) {
            return false;
        }

        @Override
        public List<Ban> bans() {
            return List.of();
        }
    }
}
