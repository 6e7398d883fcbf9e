package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;

/** Real nodes carry pages and files through three hops, unchanged. */
@ExtendWith(SharedNetwork.class)
@Timeout(300)
final class CarryIT {
    private static final long LARGE = 1L << 30;
    private static final long MEDIUM = 32L << 20;

    private final TestNetwork network;

    CarryIT(TestNetwork network) {
        this.network = network;
    }

    private String url(String path) {
        return "http://" + TestNetwork.HOST + ":" + network.web().port() + path;
    }

    @Test
    void shouldCarryAPageBySocks5AndByConnect() throws Exception {
        Program.need("curl");
        String socks = network.nodes().client().socks();
        String http = network.nodes().client().http();
        Program bySocks = Program.run("curl", "-sS", "-m", "60", "--socks5-hostname", socks, url("/page"));
        assertEquals(0, bySocks.exitCode(), bySocks::err);
        assertArrayEquals(LoopbackHttpServer.page(), bySocks.out());
        Program byConnect =
                Program.run("curl", "-sS", "-m", "60", "--proxytunnel", "--proxy", "http://" + http, url("/page"));
        assertEquals(0, byConnect.exitCode(), byConnect::err);
        assertArrayEquals(LoopbackHttpServer.page(), byConnect.out());
        assertTrue(network.names().asked().contains(TestNetwork.HOST + "/1"), "the exit resolves");
    }

    @Test
    void shouldCarryAFileByConnect() throws Exception {
        Program.need("curl");
        String http = network.nodes().client().http();
        Program file = Program.run(
                "curl", "-sS", "-m", "100", "--proxytunnel", "--proxy", "http://" + http, url("/bytes/" + MEDIUM));
        assertEquals(0, file.exitCode(), file::err);
        assertEquals(
                TestBody.sha256(MEDIUM),
                HexFormat.of().formatHex(TestBody.newSha256().digest(file.out())));
    }

    @Test
    void shouldCarryAnUploadBySocks5() throws Exception {
        Program.need("curl");
        String socks = network.nodes().client().socks();
        Program upload = Program.run(
                List.of(
                        "curl",
                        "-sS",
                        "-m",
                        "100",
                        "--socks5-hostname",
                        socks,
                        "-H",
                        "Expect:",
                        "-H",
                        "Content-Length: " + MEDIUM,
                        "-H",
                        "Transfer-Encoding:",
                        "-X",
                        "POST",
                        "-T",
                        "-",
                        url("/hash")),
                out -> TestBody.write(out, MEDIUM));
        assertEquals(0, upload.exitCode(), upload::err);
        assertEquals(TestBody.sha256(MEDIUM), upload.text().strip());
    }

    @Test
    void shouldCarryALargeFileInOneStreamThroughThreeDistinctHops() throws Exception {
        Fetch file = Fetch.get(
                network.socks("large"), TestNetwork.HOST, network.web().port(), "/bytes/" + LARGE, at -> {});
        System.out.printf("1 GiB in one stream: %.0f MB/s%n", file.megabytesPerSecond());
        assertEquals(TestBody.sha256(LARGE), file.sha256());
        Map<?, ?> carrier = network.circuits().stream()
                .filter(each -> (Long) each.get("bytesReceived") >= LARGE)
                .findFirst()
                .orElseThrow();
        List<?> hops = (List<?>) carrier.get("hops");
        assertEquals(3, hops.stream().distinct().count());
    }

    @Test
    void shouldCarryEightFilesAtOnceOnCircuitsOfTheirOwn() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Fetch>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String user = "parallel-" + i;
                long length = MEDIUM + i;
                all.add(pool.submit(() -> Fetch.get(
                        network.socks(user), TestNetwork.HOST, network.web().port(), "/bytes/" + length, at -> {})));
            }
            for (int i = 0; i < 8; i++) {
                assertEquals(TestBody.sha256(MEDIUM + i), all.get(i).get().sha256(), "stream " + i);
            }
        } finally {
            pool.shutdownNow();
        }
        long carriers = network.circuits().stream()
                .filter(each -> (Long) each.get("bytesReceived") >= MEDIUM)
                .count();
        assertTrue(carriers >= 8, "eight credentials, eight circuits, not " + carriers);
    }

    @Test
    void shouldRefuseWhatTheExitMayNotReach() throws Exception {
        Program.need("curl");
        String socks = network.nodes().client().socks();
        Program refused = Program.run("curl", "-sS", "-m", "60", "--socks5-hostname", socks, "http://10.255.255.1:80/");
        assertEquals(97, refused.exitCode(), refused::err); // CURLE_PROXY: the proxy said no
        Program unknown =
                Program.run("curl", "-sS", "-m", "60", "--socks5-hostname", socks, "http://nowhere.qgate.test:80/");
        assertNotEquals(0, unknown.exitCode());
    }
}
