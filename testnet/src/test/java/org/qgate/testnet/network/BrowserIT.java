package org.qgate.testnet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.sim.LoopbackHttpServer;

/** A real browser renders a page that only its script completes, through SOCKS5. */
@ExtendWith(SharedNetwork.class)
@Timeout(120)
final class BrowserIT {
    private final TestNetwork network;

    BrowserIT(TestNetwork network) {
        this.network = network;
    }

    @Test
    void shouldRenderAScriptedPage(@TempDir Path profile) throws Exception {
        Program.need("chromium");
        Program page = Program.run(
                "chromium",
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--user-data-dir=" + profile,
                "--proxy-server=socks5://" + network.nodes().client().socks(),
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
                "--virtual-time-budget=20000",
                "--dump-dom",
                "http://" + TestNetwork.HOST + ":" + network.web().port() + "/page");
        assertEquals(0, page.exitCode(), page::err);
        assertTrue(page.text().contains(LoopbackHttpServer.RENDERED), () -> page.text() + page.err());
    }
}
