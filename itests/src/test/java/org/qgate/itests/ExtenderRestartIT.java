package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Extenders of one node through a kill and restarts before which somebody changed files. */
@Timeout(900)
class ExtenderRestartIT {
    private static final String ID = "org.example.kept";
    private static final long WITHIN_S = 120;
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(200);

    @Test
    void shouldKeepAllThroughAKillAndRunNothingThatWasChanged() throws Exception {
        Path folder =
                Files.createTempDirectory(Path.of("target"), "extender-restart").toAbsolutePath();
        Path packages = folder.resolve("packages");
        new ExtenderFiles(packages)
                .pack("kept", "1.0.0", ExtenderFiles.USUAL)
                .pack("kept", "1.1.0", ExtenderFiles.USUAL)
                .pack("kept", "1.2.0", ExtenderFiles.DIALS);
        try (TestNode node = TestNode.unpack(folder.resolve("unpacked"))) {
            assertEquals(0, node.qgate("start").exitCode());
            await(node, "extender:list", "");
            said(node, 0, "extender:install --yes --grant net.accept " + file(packages, "1.0.0"));
            said(node, 0, "extender:update --yes --wait " + file(packages, "1.1.0"));
            said(node, 0, "extender:run " + ID + " keep word");
            said(node, 4, "extender:update --yes " + file(packages, "1.2.0"));
            said(node, 0, "extender:revoke " + ID + " store.use");
            String before = standing(node);
            assertTrue(before.contains("1.1.0") && before.contains("1.2.0"), before);

            killAndChangeCachedBundle(node);
            assertEquals(before, standing(node));
            said(node, 0, "extender:grant " + ID + " store.use");
            assertTrue(said(node, 0, "extender:run " + ID + " kept").contains("word"));
            changePackages(node);
        }
    }

    private static Path file(Path folder, String version) {
        return ExtenderFiles.file(folder, "kept", version);
    }

    private static String said(TestNode node, int code, String command) throws IOException {
        TestNode.Result result = node.qgate("exec", command);
        assertEquals(code, result.exitCode(), command + ": " + result);
        return result.out();
    }

    /** What an operator sees of it that no restart changes. */
    private static String standing(TestNode node) throws IOException {
        String row = said(node, 0, "extender:list").lines().findFirst().orElse("");
        String[] cells = row.split("\t");
        StringBuilder standing =
                new StringBuilder(String.join(" ", List.of(cells).subList(0, Math.min(5, cells.length))));
        said(node, 0, "extender:permissions " + ID)
                .lines()
                .map(line -> line.split("\t"))
                .forEach(line ->
                        standing.append("; ").append(line[0]).append(' ').append(line[1]));
        return standing.toString().replace("PROBATION", "LIVE");
    }

    private static void awaitLive(TestNode node) throws IOException {
        await(node, "extender:list", "\tLIVE\t");
    }

    private static void await(TestNode node, String command, String text) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
        TestNode.Result last = node.qgate("exec", command);
        while (last.exitCode() != 0 || !last.out().contains(text)) {
            assertTrue(System.nanoTime() - end < 0, command + " does not say " + text + ": " + last);
            LockSupport.parkNanos(LOOK_NS);
            last = node.qgate("exec", command);
        }
    }

    private static void kill(TestNode node) throws Exception {
        ProcessHandle process = ProcessHandle.of(node.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    /** Bundles are installed from the packages at every start: what lies in the framework's cache runs never again. */
    private static void killAndChangeCachedBundle(TestNode node) throws Exception {
        kill(node); // a node that stops leaves none there
        assertTrue(
                spoil(node.base().resolve("data/cache"), ".jar", "org/example/greeter/Greeter") > 0, "no cached jar");
        assertEquals(0, node.qgate("start").exitCode());
        awaitLive(node);
        assertTrue(said(node, 0, "extender:run " + ID + " greet").contains("1.1.0 greets 1"));
    }

    /** A package that is not what was verified is not installed. */
    private static void changePackages(TestNode node) throws IOException {
        assertEquals(0, node.qgate("stop").exitCode());
        assertTrue(spoil(node.state().resolve("services/packages"), ".qsx", "org/example/greeter/Greeter") > 0);
        assertEquals(0, node.qgate("start").exitCode());
        await(node, "extender:list", "\tFAILED\t");
        assertTrue(said(node, 0, "extender:info " + ID).contains("QG-EXT-0017"));
        assertFalse(node.qgate("exec", "extender:run " + ID + " greet").exitCode() == 0);
    }

    /** Changes a byte in the middle of every file that names something; returns how many there were. */
    private static int spoil(Path folder, String ending, String name) throws IOException {
        int spoilt = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(ending)).toList()) {
                byte[] content = Files.readAllBytes(file);
                if (new String(content, StandardCharsets.ISO_8859_1).contains(name)) {
                    content[content.length / 2] ^= 1;
                    Files.write(file, content);
                    spoilt++;
                }
            }
        }
        return spoilt;
    }
}
