package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.qgate.common.json.Json;

/** Which versions a node starts with: confirmed ones, whatever features came and went, and no unconfirmed one. */
class UpdateRestartIT {
    private final Path folder;

    UpdateRestartIT() throws Exception {
        folder = Files.createTempDirectory(Path.of("target"), "updated").toAbsolutePath();
    }

    @Test
    void shouldStartWithTheConfirmedVersionsAndNothingElse() throws Exception {
        Path kernel = UpdatePackages.pack(folder, "kernel", "0.1.1");
        Path shell = UpdatePackages.pack(folder, "shell", "0.1.1");
        Path dpn = UpdatePackages.pack(folder, "dpn", "0.1.1");
        Path feature = UpdatePackages.unrelatedFeature(folder);
        try (TestNode node = TestNode.unpack(folder.resolve("unpacked"))) {
            probation(node, 1);
            start(node);
            run(node, "node:update --wait " + kernel);
            run(node, "node:update --wait " + shell);
            run(node, "feature:repo-add " + feature.toUri());
            run(node, "feature:install unrelated");
            run(node, "feature:uninstall unrelated");
            Map<String, String> updated = bundles(node);
            assertEquals("0.1.1 ACTIVE", state(updated, "org.qgate.kernel"));
            assertEquals("0.1.1 ACTIVE", state(updated, "org.qgate.shell"));

            probation(node, 600);
            assertEquals(0, node.qgate("restart").exitCode());
            assertEquals(updated, bundles(node), "with the same numbers: nothing was installed again");

            run(node, "node:update " + dpn);
            assertEquals("0.1.1 ACTIVE", state(bundles(node), "org.qgate.dpn"));
            kill(node);
            start(node);
            assertEquals(updated, bundles(node), "an unconfirmed version is gone");
            Map<?, ?> last = (Map<?, ?>) ((List<?>) versions(node).get("updates")).get(0);
            assertEquals("ROLLED_BACK", last.get("outcome"));
            assertEquals("org.qgate.dpn", last.get("bundle"));
        }
    }

    private static void probation(TestNode node, int seconds) throws Exception {
        Path properties = node.etc().resolve("custom.properties");
        String line = "qgate.probation.seconds = ";
        List<String> others = Files.readAllLines(properties).stream()
                .filter(each -> !each.startsWith(line))
                .toList();
        Files.writeString(properties, String.join("\n", others) + "\n" + line + seconds + "\n");
    }

    private static void start(TestNode node) throws Exception {
        TestNode.Result started = node.qgate("start");
        assertEquals(0, started.exitCode(), started.toString());
    }

    private static String run(TestNode node, String command) throws Exception {
        TestNode.Result result = node.qgate("exec", command);
        assertEquals(0, result.exitCode(), () -> command + ": " + result);
        return result.out();
    }

    private static Map<?, ?> versions(TestNode node) throws Exception {
        return (Map<?, ?>) Json.read(run(node, "node:versions --json"));
    }

    /** Returns {@code VERSION STATE NUMBER} of each swappable bundle. */
    private static Map<String, String> bundles(TestNode node) throws Exception {
        Map<String, String> found = new TreeMap<>();
        run(node, "bundle:list -t 0 -l --no-format")
                .lines()
                .filter(line -> line.contains("qgate:core/"))
                .forEach(line -> {
                    String location =
                            line.substring(line.indexOf("qgate:core/")).strip();
                    String[] words = location.split("[/\\s]");
                    String number = line.strip().split("\\s")[0];
                    String state = line.contains("Active") ? "ACTIVE" : line;
                    found.put(words[1], words[2] + " " + state + " " + number);
                });
        assertTrue(found.size() >= 4, found::toString);
        return found;
    }

    private static String state(Map<String, String> bundles, String bundle) {
        String found = bundles.get(bundle);
        return found.substring(0, found.lastIndexOf(' '));
    }

    private static void kill(TestNode node) throws Exception {
        ProcessHandle process = ProcessHandle.of(node.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }
}
