package org.qgate.testnet;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.qgate.api.net.IpAddress;
import org.qgate.sim.LoopbackDnsServer;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.sim.TestBody;

/** Shows that the network carries: a page and a large file from a server of its own, through three hops, checked. */
public final class Demo {
    private static final String HOST = "www.qgate.test"; // a reserved top-level domain (RFC 6761): no real name server
    private static final int HOPS = 3;

    private final Path dir;
    private final boolean temporary;
    private final long fileBytes;
    private final boolean keep;
    private final Progress progress;
    private final PrintStream out;

    /**
     * Prepares a demonstration.
     *
     * @param temporary whether the folder goes afterwards
     * @param keep whether the network stays until the process is asked to end
     */
    public Demo(Path dir, boolean temporary, int mebibytes, boolean keep, Progress progress, PrintStream out) {
        this.dir = dir;
        this.temporary = temporary;
        this.fileBytes = (long) mebibytes << 20;
        this.keep = keep;
        this.progress = progress;
        this.out = out;
    }

    /** Runs it; returns 0 only if page and file came through three distinct hops with the right hash. */
    public int run() throws IOException {
        try (LoopbackHttpServer server = LoopbackHttpServer.start();
                LoopbackDnsServer names = new LoopbackDnsServer("127.0.0.1", 0)) {
            names.put(HOST, IpAddress.parse("127.0.0.1").orElseThrow());
            TestnetOptions options = TestnetOptions.defaults(dir)
                    .with(TestnetOptions.ALL, "org.qgate.transport", "resolvers", "127.0.0.1:" + names.port());
            Testnet network = Testnet.start(options, progress);
            Thread stop = new Thread(network::stop, "demo-stop");
            Runtime.getRuntime().addShutdownHook(stop);
            try {
                boolean carried = show(network, server);
                if (carried && keep) {
                    stay(network, server);
                }
                return carried ? 0 : 1;
            } finally {
                network.stop();
                if (temporary && !keep) {
                    network.delete();
                }
            }
        }
    }

    private boolean show(Testnet network, LoopbackHttpServer server) throws IOException {
        Socks5 proxy = new Socks5(network.client().socks(), "demo");
        Fetch page = Fetch.get(proxy, HOST, server.port(), "/page", bytes -> {});
        boolean pageRight = page.sha256().equals(sha256(LoopbackHttpServer.page()));
        out.printf(
                "page   http://%s:%d/page   %d bytes in %.0f ms   SHA-256 %s%n",
                HOST, server.port(), page.bytes(), page.seconds() * 1e3, verdict(pageRight));
        progress.step("fetching " + (fileBytes >> 20) + " MiB");
        Fetch file = Fetch.get(proxy, HOST, server.port(), "/bytes/" + fileBytes, new Tenths(fileBytes, progress));
        boolean fileRight = file.sha256().equals(TestBody.sha256(fileBytes));
        out.printf(
                "file   %d MiB in %.2f s   %.0f MB/s   SHA-256 %s %s%n",
                fileBytes >> 20, file.seconds(), file.megabytesPerSecond(), file.sha256(), verdict(fileRight));
        List<String> route = route(network, fileBytes);
        out.println("route  client " + short8(network.client().nodeId())
                + String.join(
                        "",
                        route.stream()
                                .map(id -> " -> node " + indexOf(network, id) + " " + short8(id))
                                .toList())
                + " -> " + server.authority());
        boolean threeHops = route.size() == HOPS && route.stream().distinct().count() == HOPS;
        if (!threeHops) {
            out.println("the route does not have three distinct hops");
        }
        return pageRight && fileRight && threeHops;
    }

    private static String verdict(boolean right) {
        return right ? "right" : "WRONG";
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(TestBody.newSha256().digest(bytes));
    }

    private static String short8(String id) {
        return id == null ? "?" : id.substring(0, Math.min(8, id.length()));
    }

    private static Object indexOf(Testnet network, String id) {
        return network.nodes().stream()
                .filter(node -> id.equals(node.nodeId()))
                .map(node -> (Object) node.index())
                .findFirst()
                .orElse("?");
    }

    /** Returns the hops of the circuit that carried the file: the one with at least that many bytes received. */
    private static List<String> route(Testnet network, long bytes) {
        Map<String, Object> document = network.client().json("circuit:list --json");
        for (Object each : (List<?>) document.get("circuits")) {
            Map<?, ?> circuit = (Map<?, ?>) each;
            if (circuit.get("bytesReceived") instanceof Long received && received >= bytes) {
                List<String> hops = new ArrayList<>();
                for (Object hop : (List<?>) circuit.get("hops")) {
                    hops.add((String) ((Map<?, ?>) hop).get("nodeId"));
                }
                return hops;
            }
        }
        return List.of();
    }

    private void stay(Testnet network, LoopbackHttpServer server) {
        out.println();
        out.println("The network stays until Ctrl-C. Try:");
        out.println("  curl --socks5-hostname " + network.client().socks() + " http://" + HOST + ":" + server.port()
                + "/page");
        out.println("  curl --proxytunnel --proxy http://" + network.client().http() + " " + server.url("/page"));
        out.println("  ./qgate testnet exec 0 \"circuit:list\" --dir " + network.dir());
        out.flush();
        try {
            new CountDownLatch(1).await(); // the shutdown hook stops the network
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells each tenth of a transfer. */
    private static final class Tenths implements Fetch.Meter {
        private final long total;
        private final Progress progress;
        private final long start = System.nanoTime();
        private long next = 1;

        Tenths(long total, Progress progress) {
            this.total = total;
            this.progress = progress;
        }

        @Override
        public void at(long bytes) {
            if (bytes * 10 >= total * next) {
                double seconds = (System.nanoTime() - start) / 1e9;
                progress.step(String.format("%3d %%  %.0f MB/s", bytes * 100 / total, bytes / 1e6 / seconds));
                next = bytes * 10 / total + 1;
            }
        }
    }
}
