package org.qgate.testnet.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.qgate.api.net.IpAddress;
import org.qgate.sim.Forwarder;
import org.qgate.sim.LoopbackDnsServer;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.sim.Recorder;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetOptions;

/**
 * Five real nodes, a recorder in front of every relay's link listener, a web server and a name server of our own. Every
 * byte between nodes passes a recorder.
 */
final class TestNetwork implements AutoCloseable {
    /** A name that only our name server knows, asked by the exits. */
    static final String HOST = "www.qgate.test";

    private final LoopbackHttpServer web;
    private final LoopbackDnsServer names;
    private final Map<Integer, Forwarder> recorders = new TreeMap<>();
    private final Testnet nodes;

    private TestNetwork() throws IOException {
        web = LoopbackHttpServer.start();
        names = new LoopbackDnsServer("127.0.0.1", 0);
        names.put(HOST, IpAddress.parse("127.0.0.1").orElseThrow());
        TestnetOptions options = TestnetOptions.defaults(Path.of("target", "network"))
                .withJava("-XX:-DisableAttachMechanism") // LeakIT counts what processes hold on to
                .withJava("-XX:+PrintConcurrentLocks") // a thread dump names who holds what others wait for
                .with(TestnetOptions.ALL, "org.qgate.transport", "resolvers", "127.0.0.1:" + names.port());
        nodes = Testnet.start(options, line -> System.out.println("network: " + line), this::standBefore);
        Runtime.getRuntime().addShutdownHook(new Thread(nodes::stop, "network-stop")); // a run that is broken off
    }

    static TestNetwork open() {
        try {
            return new TestNetwork();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String standBefore(int index, String listen) throws IOException {
        String address = listen.substring(0, listen.indexOf(':'));
        Forwarder recorder = new Forwarder(address, 0, null);
        recorder.target(address, Integer.parseInt(listen.substring(listen.indexOf(':') + 1)));
        recorders.put(index, recorder);
        return address + ":" + recorder.port();
    }

    Testnet nodes() {
        return nodes;
    }

    LoopbackHttpServer web() {
        return web;
    }

    LoopbackDnsServer names() {
        return names;
    }

    /** Returns a SOCKS5 client whose streams share circuits with those of the same user only. */
    Socks5 socks(String user) {
        return new Socks5(nodes.client().socks(), user);
    }

    /** Returns what passed all links, each direction by itself. */
    List<Recorder> recorders() {
        List<Recorder> all = new ArrayList<>();
        recorders.values().forEach(each -> all.addAll(List.of(each.toTarget(), each.fromTarget())));
        return all;
    }

    long bytesOnLinks() {
        return recorders().stream().mapToLong(Recorder::total).sum();
    }

    /** Returns the client's circuits. */
    List<Map<?, ?>> circuits() {
        List<Map<?, ?>> circuits = new ArrayList<>();
        for (Object each : (List<?>) nodes.client().json("circuit:list --json").get("circuits")) {
            circuits.add((Map<?, ?>) each);
        }
        return circuits;
    }

    @Override
    public void close() throws IOException {
        nodes.close();
        for (Forwarder each : recorders.values()) {
            each.close();
        }
        web.close();
        names.close();
    }
}
