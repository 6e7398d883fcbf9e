package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.release.BundleJar;
import org.qgate.testnet.trial.BundleCopy;
import org.qgate.testnet.trial.Packages;

/** What extenders need of the node is replaced under them while eight callers call echo: no call fails. */
@Timeout(600)
final class CoreUpdatedIT {
    @Test
    void shouldAnswerEveryCallWhileTheNodeIsReplacedAroundEcho() throws Exception {
        try (EchoNode node = EchoNode.start("core")) {
            node.installBoth();
            node.begin(8);
            node.assertServed("before");
            for (String bundle : new String[] {"services", "store", "crypto", "kernel"}) {
                node.json("node:update --json " + later(bundle));
                Map<String, String> lap = node.lap();
                System.out.println(bundle + " replaced: " + lap);
                assertTrue(lap.get("failures").equals("0"), () -> bundle + ": " + lap);
                assertTrue(EchoNode.number(lap, "calls") > 0, () -> bundle + ": " + lap);
            }
            node.awaitState(EchoNode.ECHO, "LIVE", "PROBATION");
            node.assertServed("after");
        }
    }

    private static Path later(String bundle) throws IOException {
        Path shipped =
                Path.of(System.getProperty("qgate.distribution"), "release", "org.qgate." + bundle + "-0.1.0.jar");
        BundleJar jar = BundleJar.of(BundleCopy.of(shipped).version("0.1.1").toBytes());
        Path file = Path.of("target", "extender-core", bundle + "-0.1.1.qsx").toAbsolutePath();
        return Files.write(file, jar.pack(Packages.releaseKey()));
    }
}
