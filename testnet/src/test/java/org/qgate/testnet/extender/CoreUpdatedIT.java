package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.release.BundleJar;
import org.qgate.testnet.trial.BundleCopy;
import org.qgate.testnet.trial.ExtenderPackages;
import org.qgate.testnet.trial.Packages;

/**
 * What extenders need of the node is replaced under them while eight callers call echo and a stream stays open: no call fails,
 * and the stream goes on. Without the keys no extender runs.
 */
@Timeout(600)
final class CoreUpdatedIT {
    @Test
    void shouldAnswerEveryCallWhileTheNodeIsReplacedAroundEcho() throws Exception {
        try (EchoNode node = EchoNode.start("core")) {
            node.installBoth();
            assertEquals(List.of(List.of("held")), node.run(ExtenderPackages.CALLER, "hold " + node.id()));
            node.begin(8);
            node.assertServed("before");
            for (String bundle : new String[] {"services", "store", "crypto", "kernel"}) {
                node.json("node:update --json " + later(bundle));
                Map<String, String> lap = node.lap();
                System.out.println(bundle + " replaced: " + lap);
                assertEquals(List.of(List.of(bundle)), node.run(ExtenderPackages.CALLER, "say " + bundle));
                assertTrue(lap.get("failures").equals("0"), () -> bundle + ": " + lap);
                assertTrue(EchoNode.number(lap, "calls") > 0, () -> bundle + ": " + lap);
            }
            node.awaitState(EchoNode.ECHO, "LIVE", "PROBATION");
            node.assertServed("after");
        }
    }

    @Test
    void shouldEndWithTheKeysAndBeginAgainWithThem() throws Exception {
        try (EchoNode node = EchoNode.start("locked")) {
            node.installBoth();
            node.begin(2);
            assertEquals(0, node.exec("vault:lock").exitCode());
            assertNotEquals(0, node.exec("extender:list").exitCode(), "a locked node's shell offers unlocking only");
            assertEquals(0, node.exec("vault:unlock").exitCode());
            node.awaitState(EchoNode.ECHO, "LIVE", "PROBATION");
            node.awaitState(ExtenderPackages.CALLER, "LIVE", "PROBATION");
            node.begin(2);
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
