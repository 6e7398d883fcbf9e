package org.qgate.shell.internal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.base.Installation;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.dpn.Dpn;
import org.qgate.api.dpn.DpnStatus;
import org.qgate.api.dpn.Rule;
import org.qgate.api.error.DpnError;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.Circuits;
import org.qgate.api.network.Node;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.network.PeerInfo;
import org.qgate.api.network.Peers;
import org.qgate.api.network.SnapshotInfo;
import org.qgate.api.store.Storage;
import org.qgate.common.json.Json;
import org.qgate.shell.internal.view.Page;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;
import org.qgate.sim.store.MemoryStore;

/** Services with known answers, and pages that remember. */
public final class ShellBench {
    public static final NodeId SELF = id("aa");
    public static final NodeId RELAY = id("bb");
    public static final NodeId OTHER = id("bc");

    public final KnownUpdates updates = new KnownUpdates();
    public final SimHost host = new SimWorld(20_261_120L).host("10.0.0.1");
    public final ShellServices services = new ShellServices(
            host.health(),
            host.audit(),
            host.clock(),
            host.state(),
            new Installed(),
            host.ports(),
            updates,
            host.current());
    public final List<Rule> rules = new ArrayList<>();
    public final List<NodeId> banned = new ArrayList<>();
    public final List<CircuitRequest> built = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long identity = 1;

    /** Binds all services. */
    public ShellBench bind() {
        services.bindNode(new Overlay());
        services.bindCircuits(new Built());
        services.bindDpn(new Proxies());
        services.bindPeers(new Neighbours());
        return this;
    }

    /** Binds a vault as well. */
    public KnownVault bindVault() {
        KnownVault vault = new KnownVault();
        services.bindVault(vault);
        return vault;
    }

    /** Binds tokens as well, and who tells of the doors. */
    public KnownTokens bindTokens() {
        KnownTokens tokens = new KnownTokens();
        services.bindTokens(tokens);
        services.bindLocal(tokens);
        return tokens;
    }

    /** Binds extenders as well. */
    public KnownExtenders bindExtenders() {
        KnownExtenders extenders = new KnownExtenders();
        services.bindExtenders(extenders);
        return extenders;
    }

    /** Binds quantum randomness as well. */
    public KnownQrng bindQrng() {
        KnownQrng qrng = new KnownQrng();
        services.bindQrng(qrng);
        return qrng;
    }

    /** What governs extenders goes, to be replaced. */
    public void unbind(KnownExtenders extenders) {
        services.unbindExtenders(extenders);
    }

    /** It comes back. */
    public void bind(KnownExtenders extenders) {
        services.bindExtenders(extenders);
    }

    /** Binds a cryptography as well. */
    public void bindCrypto(Crypto crypto) {
        services.bindCrypto(crypto);
    }

    /** Binds a store as well. */
    public MemoryStore bindStore() {
        MemoryStore store = new MemoryStore(host.clock());
        services.bindStore(store);
        return store;
    }

    /** Binds a store's keeper as well. */
    public <T extends Storage> T bindStorage(T keeper) {
        services.bindStorage(keeper);
        return keeper;
    }

    public static NodeId id(String pair) {
        return NodeId.parse(pair.repeat(NodeId.BYTES));
    }

    public Page page(boolean terminal, boolean json) {
        out.reset();
        err.reset();
        return new Page(new PrintStream(out, true), new PrintStream(err, true), terminal, json);
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> document() {
        return (Map<String, Object>) Json.read(out());
    }

    private static final class Overlay implements Node {
        @Override
        public NodeStatus status() {
            Endpoint link = Endpoint.parse("127.0.1.1:9001").orElseThrow();
            SnapshotInfo snapshot = new SnapshotInfo("0011223344", 0, Long.MAX_VALUE, Long.MAX_VALUE, 5, 2, 1);
            return new NodeStatus(
                    SELF,
                    "test",
                    List.of("client"),
                    60,
                    "waiting for a circuit",
                    link,
                    List.of(link),
                    snapshot,
                    1,
                    1,
                    0,
                    2,
                    0,
                    10,
                    100,
                    5_000,
                    false,
                    List.of(new NodeStatus.Counter("cells_in", 7)));
        }

        @Override
        public boolean drain(long atMostMs) {
            return atMostMs > 1_000;
        }
    }

    private final class Built implements Circuits {
        @Override
        public List<CircuitInfo> list() {
            List<CircuitInfo.Hop> hops =
                    List.of(new CircuitInfo.Hop(RELAY), new CircuitInfo.Hop(OTHER), new CircuitInfo.Hop(SELF));
            return List.of(new CircuitInfo(
                    7, "OPEN", "general", hops, CellSize.LARGE.cell(), 2, 8_192, 12_288, 61_000, 1_500, 262_144, true));
        }

        @Override
        public CircuitInfo build(CircuitRequest request, long atMostMs) {
            built.add(request);
            return list().get(0);
        }

        @Override
        public void close(long id) {
            if (id != 7) {
                throw new QGateException(KernelError.NOT_FOUND, "circuit " + id);
            }
        }

        @Override
        public void retireAll() {}
    }

    private final class Proxies implements Dpn {
        @Override
        public DpnStatus status() {
            Endpoint socks = Endpoint.parse("127.0.0.1:4280").orElseThrow();
            return new DpnStatus(socks, null, false, List.of(), List.of(), 1, 2, 3, 4, 5, 6, 7, identity);
        }

        @Override
        public List<Rule> rules() {
            return List.copyOf(rules);
        }

        @Override
        public Rule addRule(String pattern, String action) {
            if (pattern.isEmpty()) {
                throw new QGateException(DpnError.BAD_RULE, "empty");
            }
            rules.add(new Rule(rules.size() + 1, pattern, action, 0));
            return rules.get(rules.size() - 1);
        }

        @Override
        public boolean removeRule(long id) {
            return rules.removeIf(rule -> rule.id() == id);
        }

        @Override
        public void newIdentity() {
            identity++;
        }
    }

    private final class Neighbours implements Peers {
        @Override
        public List<PeerInfo> list() {
            return List.of(peer(RELAY), peer(OTHER), peer(null));
        }

        private static PeerInfo peer(NodeId id) {
            Endpoint at = Endpoint.parse("127.0.1.2:9001").orElseThrow();
            return new PeerInfo(id, "LINKED", "out", at, List.of(at), List.of("exit"), "x", 1, 900, 10, 20, 1, 0);
        }

        @Override
        public Optional<PeerInfo> info(NodeId id) {
            return list().stream().filter(peer -> id.equals(peer.nodeId())).findFirst();
        }

        @Override
        public List<NodeId> serving(String protocol) {
            return List.of();
        }

        @Override
        public void ban(NodeId id, String reason) {
            banned.add(id);
        }

        @Override
        public boolean unban(NodeId id) {
            return banned.remove(id);
        }

        @Override
        public List<Ban> bans() {
            return banned.stream().map(id -> new Ban(id, "", 0)).toList();
        }
    }

    private record Installed() implements Installation {
        @Override
        public String version() {
            return "0.1.0";
        }

        @Override
        public Path etc() {
            return Path.of("etc");
        }

        @Override
        public List<CoreBundle> coreBundles() {
            return List.of(new CoreBundle("org.qgate.kernel", "0.1.0", "ACTIVE", "00"));
        }
    }
}
