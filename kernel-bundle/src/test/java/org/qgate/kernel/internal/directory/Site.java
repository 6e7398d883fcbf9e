package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qgate.api.NodeId;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.PortRange;
import org.qgate.api.transport.ListenRequest;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.kernel.internal.link.AccessList;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.LinkClose;
import org.qgate.kernel.internal.link.LinkEvents;
import org.qgate.kernel.internal.link.LinkSettings;
import org.qgate.kernel.internal.link.TcpLinks;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** A node with links and a directory, and nothing above, on a simulated host, with real cryptography. */
final class Site {
    static final String NETWORK = "directory.test";
    static final int PORT = 4001;

    final SimHost host;
    final String address;
    final boolean relay;
    final Map<String, String> config;
    Crypto crypto;
    Identity identity;
    Network network;
    SimEnv env;
    TcpLinks links;
    RelayDirectory directory;

    Site(SimWorld world, String address, boolean relay, String... config) {
        this.host = world.host(address);
        this.address = address;
        this.relay = relay;
        this.config = new TreeMap<>();
        for (int i = 0; i < config.length; i += 2) {
            this.config.put(config[i], config[i + 1]);
        }
        open();
    }

    void open() {
        crypto = new CryptoProvider(host.random(), host.state(), host.clock());
        identity = crypto.identity(NETWORK);
    }

    NodeId id() {
        return identity.nodeId();
    }

    Endpoint endpoint() {
        return Endpoint.parse(address + ":" + PORT).orElseThrow();
    }

    byte[] found() {
        return NetworkFile.found(
                NETWORK,
                identity,
                List.of(endpoint()),
                LinkSuite.AES_GCM,
                host.clock().wallMs());
    }

    /** Starts the node in a network. */
    void start(Network in) {
        network = in;
        wire();
        if (relay) {
            env.ports().listen(new ListenRequest("link", endpoint(), 10_000));
        }
        env.open();
        begin();
    }

    private void wire() {
        env = new SimEnv(host, crypto);
        links = new TcpLinks(env, identity, linkSettings(), new Events(), new AccessList(id -> false));
        env.accepting((port, listener, local, remote) -> links.accepted(port, local, remote));
        directory = new RelayDirectory(env, links, SimArchive.of(host), network, id(), relay, settings());
    }

    private void begin() {
        env.turn(() -> {
            directory.start();
            if (relay) {
                directory.describe(description());
            }
        });
    }

    /** Ends the process and starts another one with the same disk. */
    void restart() {
        host.restart();
        open();
        start(network);
    }

    /** Replaces links and directory by other instances, as a hand-over does; the sockets stay. */
    void handOver() {
        Map<String, Object> frozenDirectory = directory.freeze();
        Map<String, Object> frozenLinks = links.freeze();
        env.ports().park();
        wire();
        links.thaw(frozenLinks);
        directory.thaw(frozenDirectory);
        env.turn(links::start);
        env.open();
        begin();
    }

    void describe(SelfDescription self) {
        env.turn(() -> directory.describe(self));
    }

    SelfDescription description() {
        boolean exit = config.containsKey("exit");
        return new SelfDescription(
                List.of(endpoint()),
                links.suite(),
                exit ? List.of(new PortRange(80, 443)) : List.of(),
                false,
                "",
                0,
                Duties.RELAY,
                List.of());
    }

    private DirectorySettings settings() {
        Map<String, String> own = new TreeMap<>(config);
        own.remove("exit");
        return DirectorySettings.from(new ConfigSpec("org.qgate.kernel", DirectorySettings.KEYS).read(own));
    }

    private LinkSettings linkSettings() {
        Map<String, String> own = relay ? Map.of("link_listen", address + ":" + PORT) : Map.of();
        return LinkSettings.from(new ConfigSpec("org.qgate.kernel", LinkSettings.KEYS).read(own));
    }

    /** Forwards to the directory what the node's wiring forwards. */
    private final class Events implements LinkEvents {
        @Override
        public void up(Link link) {
            directory.linkUp(link);
        }

        @Override
        public void failed(NodeId peer, LinkClose reason) {
            directory.linkFailed(peer, reason);
        }

        @Override
        public void down(Link link, LinkClose reason) {
            directory.linkDown(link, reason);
        }

        @Override
        public void cells(Link link, CellSize size, byte[] buffer, int offset, int count) {}

        @Override
        public void control(Link link, ControlType type, byte[] buffer, int offset, int length) {
            directory.control(link, type, buffer, offset, length);
        }

        @Override
        public void writable(Link link) {
            directory.writable(link);
        }

        @Override
        public boolean needed(Link link) {
            return directory.needed(link);
        }
    }
}
