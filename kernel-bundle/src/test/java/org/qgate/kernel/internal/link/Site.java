package org.qgate.kernel.internal.link;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.qgate.api.NodeId;
import org.qgate.api.config.ConfigSpec;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.ListenRequest;
import org.qgate.crypto.internal.CryptoProvider;
import org.qgate.crypto.internal.SpeedProbe;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** A node with links and nothing above them, on a simulated host, with real cryptography. */
final class Site {
    static final String NETWORK = "links.test";
    static final int PORT = 4001;

    final SimHost host;
    final Crypto crypto;
    final Identity identity;
    final Recorder events = new Recorder();
    final Set<NodeId> banned = new HashSet<>();
    final LinkSettings settings;
    SimEnv env;
    TcpLinks links;

    private Site(SimWorld world, String address, String network, KeyUse use, Map<String, String> config) {
        host = world.host(address.split(","));
        crypto = new CryptoProvider(host.random(), host.state(), host.clock(), SpeedProbe.none(), use.limits());
        identity = crypto.identity(network);
        settings = settings(config);
        wire();
    }

    /** How much one key may be used before it is due. */
    record KeyUse(long records, long bytes) {
        static final KeyUse STANDARD = new KeyUse(1 << 20, 1 << 30);

        org.qgate.crypto.internal.link.LinkLimits limits() {
            return new org.qgate.crypto.internal.link.LinkLimits(records, bytes);
        }
    }

    static Site relay(SimWorld world, String address, String... config) {
        return relayOf(world, address, NETWORK, config);
    }

    static Site relayOf(SimWorld world, String address, String network, String... config) {
        Map<String, String> all = pairs(config);
        all.put("link_listen", address + ":" + PORT);
        return open(new Site(world, address, network, KeyUse.STANDARD, all));
    }

    static Site relayOf(SimWorld world, String address, KeyUse use) {
        return open(new Site(world, address, NETWORK, use, pairs("link_listen", address + ":" + PORT)));
    }

    private static Site open(Site site) {
        site.env.ports().listen(new ListenRequest("link", site.settings.listen(), 10_000));
        site.env.open();
        return site;
    }

    static Site client(SimWorld world, String address, String... config) {
        return clientOf(world, address, NETWORK, config);
    }

    static Site clientOf(SimWorld world, String address, String network, String... config) {
        Site site = new Site(world, address, network, KeyUse.STANDARD, pairs(config));
        site.env.open();
        return site;
    }

    private static Map<String, String> pairs(String... config) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < config.length; i += 2) {
            map.put(config[i], config[i + 1]);
        }
        return map;
    }

    static LinkSettings settings(Map<String, String> config) {
        return LinkSettings.from(new ConfigSpec("org.qgate.kernel", LinkSettings.KEYS).read(config));
    }

    private void wire() {
        env = new SimEnv(host, crypto);
        links = new TcpLinks(env, identity, settings, events, new AccessList(banned::contains));
        TcpLinks current = links;
        env.accepting((port, listener, local, remote) -> current.accepted(port, local, remote));
    }

    /** Freezes the links, lets time pass with nobody there, and thaws them in new objects. */
    void handOver(SimWorld world, long awayMs) {
        Map<String, Object> state = links.freeze();
        env.park();
        world.run(awayMs);
        handOverOf(state);
    }

    /** Thaws links in new objects. */
    void handOverOf(Map<String, Object> state) {
        wire();
        links.thaw(state);
        env.turn(links::start);
        env.open();
    }

    /** Takes the ports over without any links. */
    void rewire() {
        wire();
    }

    Endpoint endpoint() {
        return settings.listen();
    }

    Contact contact() {
        return contact(endpoint());
    }

    Contact contact(Endpoint... at) {
        return new Contact(identity.nodeId(), identity.linkKey(), links.suite(), List.of(at));
    }

    void connect(Contact to) {
        env.turn(() -> links.connect(to));
    }

    /** Links this site to a relay; returns this end. */
    Link link(SimWorld world, Site relay) {
        int mine = events.ups.size();
        int theirs = relay.events.ups.size();
        connect(relay.contact());
        world.runUntil("link", () -> events.ups.size() > mine && relay.events.ups.size() > theirs, 20_000);
        return events.last();
    }

    static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }

    static Endpoint at(String text) {
        return Endpoint.parse(text).orElseThrow();
    }
}
