package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.sim.LoopbackHttpServer;
import org.qgate.sim.TestBody;
import org.qgate.testnet.Fetch;
import org.qgate.testnet.Socks5;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetOptions;

/** Tests with networks of their own: for {@code ./qgate test --long}. */
@EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
@Timeout(600)
final class LongIT {
    private static final int BYTES = 1 << 20;

    @TempDir
    private Path dir;

    @Test
    void shouldGoOnWithoutTheSigner() throws Exception {
        try (LoopbackHttpServer web = LoopbackHttpServer.start();
                Testnet network = Testnet.start(TestnetOptions.defaults(dir.resolve("net")), System.out::println)) {
            assertTrue(network.stop(network.node(1)), "the signer ends by itself");
            awaitFetch(network, web);
            assertEquals(TestBody.sha256(BYTES), fetch(network, web).sha256());
        }
    }

    private static Fetch fetch(Testnet network, LoopbackHttpServer web) throws IOException {
        Socks5 proxy = new Socks5(network.client().socks(), "after");
        return Fetch.get(proxy, "127.0.0.1", web.port(), "/bytes/" + BYTES, at -> {});
    }

    /** Circuits through the signer have to be found dead and built anew: a refusal is an answer, too, until then. */
    private static void awaitFetch(Testnet network, LoopbackHttpServer web) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            try {
                fetch(network, web);
                return;
            } catch (IOException notYet) {
                if (System.nanoTime() - end > 0) {
                    throw notYet;
                }
            }
        }
    }

    @Test
    void shouldStartSevenNodes() {
        TestnetOptions options = TestnetOptions.defaults(dir.resolve("seven")).sized(7, 2);
        long start = System.nanoTime();
        try (Testnet network = Testnet.start(options, System.out::println)) {
            assertEquals(7, network.nodes().size());
            System.out.printf("seven nodes in %.1f s%n", (System.nanoTime() - start) / 1e9);
        }
    }

    @Test
    void shouldRunTheDemonstration() throws Exception {
        Program demo = Program.run(
                Path.of("..", "qgate").toString(),
                "demo",
                "--dir",
                dir.resolve("demo").toString());
        assertEquals(0, demo.exitCode(), () -> demo.text() + demo.err());
        assertTrue(demo.text().contains("SHA-256"), demo::text);
    }
}
