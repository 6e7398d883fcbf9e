package org.qgate.dpn.internal;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.base.Current;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.store.Store;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimPeer;
import org.qgate.sim.SimSocket;
import org.qgate.sim.SimWorld;

/** A node with entry and exit, an application and a web server, in a simulated world. */
final class Bench {
    static final long SEED = 20_261_120L;
    static final Endpoint SOCKS = Endpoint.parse("10.0.0.1:4280").orElseThrow();
    static final Endpoint HTTP = Endpoint.parse("10.0.0.1:4281").orElseThrow();
    static final Endpoint WEB = Endpoint.parse("93.184.216.34:80").orElseThrow();

    final SimWorld world = new SimWorld(SEED);
    final SimHost node = world.host("10.0.0.1");
    final SimPeer application = new SimPeer(world.host("10.0.0.2"));
    final SimPeer web = new SimPeer(world.host("93.184.216.34", "2606:2800:220:1::1"));
    final FakeOverlay overlay = new FakeOverlay(node.ports());
    final Map<String, Object> settings = new HashMap<>();
    final Current<Store> store = node.current().cell(Store.class);
    boolean overlayThere = true;
    DpnCore core;

    Bench() {
        store.set(node.store());
        settings.put("socks_listen", SOCKS.toString());
        settings.put("http_listen", HTTP.toString());
    }

    Bench start() {
        core = new DpnCore(
                new DpnCore.Bedrock(node.ports(), node.state(), node.health(), node.clock(), node.scheduler(), store),
                () -> overlayThere ? Optional.of(overlay) : Optional.empty(),
                () -> overlayThere ? Optional.of(overlay.circuits()) : Optional.empty(),
                () -> Optional.of(overlay.peers()),
                () -> Optional.of(overlay));
        core.start(settings);
        world.run(1);
        return this;
    }

    Bench with(String key, Object value) {
        settings.put(key, value);
        return this;
    }

    /** Connects to a listener of the node and sends. */
    SimSocket send(Endpoint to, byte[]... pieces) {
        SimSocket socket = application.dial(to);
        world.runUntil("connected", () -> socket.isOpen() || socket.closed() != null, 1_000);
        for (byte[] piece : pieces) {
            if (socket.isOpen()) {
                socket.send(piece);
            }
        }
        world.run(200);
        return socket;
    }

    SimSocket send(Endpoint to, String text) {
        return send(to, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Asks SOCKS5 for a host without authentication. */
    SimSocket socks(int command, String host, int port) {
        return send(SOCKS, new byte[] {5, 1, 0}, socksRequest(command, host, port));
    }

    SimSocket connect(String authority) {
        return send(HTTP, "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
    }

    static byte[] socksRequest(int command, String host, int port) {
        byte[] name = host.getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[5 + name.length + 2];
        request[0] = 5;
        request[1] = (byte) command;
        request[3] = 3;
        request[4] = (byte) name.length;
        System.arraycopy(name, 0, request, 5, name.length);
        request[request.length - 2] = (byte) (port >> 8);
        request[request.length - 1] = (byte) port;
        return request;
    }

    static String text(SimSocket socket) {
        return new String(socket.received(), StandardCharsets.ISO_8859_1);
    }

    static IpAddress ip(String text) {
        return IpAddress.parse(text).orElseThrow();
    }
}
