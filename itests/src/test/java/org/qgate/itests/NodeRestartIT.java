package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** One node through its life: first start, kill, restart, data of another version. */
class NodeRestartIT {
    @Test
    void shouldKeepItsKeysAndBundlesThroughKillAndRestartAndRefuseNewerData() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("target"), "restart").toAbsolutePath();
        try (TestNode node = TestNode.unpack(folder)) {
            assertEquals(0, node.qgate("start").exitCode());
            String key = Files.readString(node.state().resolve("ssh/operator_key"));
            String bundles = coreBundles(node);
            assertFalse(bundles.isEmpty());

            kill(node);
            assertEquals("not running\n", node.qgate("stop").out());
            TestNode.Result again = node.qgate("start");
            assertEquals(0, again.exitCode(), again.toString());
            assertEquals(key, Files.readString(node.state().resolve("ssh/operator_key")));
            assertEquals(bundles, coreBundles(node));

            TestNode.Result restarted = node.qgate("restart");
            assertEquals(0, restarted.exitCode(), restarted.toString());
            assertEquals(bundles, coreBundles(node));

            assertEquals(0, node.qgate("stop").exitCode());
            Files.writeString(node.state().resolve("format"), "2\n");
            TestNode.Result refused = node.qgate("start");
            assertEquals(2, refused.exitCode(), refused.toString());
            assertTrue(refused.err().contains("QG-BAS-0004"), refused.err());
            assertEquals(1, node.qgate("exec", "system:version").exitCode());

            Files.writeString(node.state().resolve("format"), "1\n");
            assertEquals(0, node.qgate("start").exitCode());
        }
    }

    /** Bundle ids and versions of what the release list named: a reinstalled bundle would have another id. */
    private static String coreBundles(TestNode node) throws Exception {
        String listed = node.qgate("exec", "bundle:list -t 0 -l").out();
        return listed.lines()
                .filter(line -> line.contains("qgate:core/"))
                .map(line -> line.replaceAll("\\s+", " "))
                .reduce("", (all, line) -> all + line + "\n");
    }

    private static void kill(TestNode node) throws Exception {
        ProcessHandle process = ProcessHandle.of(node.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }
}
