package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A node whose state folder has no room left: on a file system of its own, 24 megabytes of memory. */
class FullDiskIT {
    private static final String BAN = "peer:ban " + "ab".repeat(32) + " disk";

    @Test
    void shouldNameAFullDiskAndGoOn() throws Exception {
        boolean possible = NetworkNamespaces.possible();
        if (!possible) {
            System.out.println("skipped: mounting a small file system needs root");
        }
        assumeTrue(possible, "mounting a small file system needs root");
        Path folder = Files.createTempDirectory(Path.of("target"), "disk").toAbsolutePath();
        TestNode node = TestNode.unpack(folder);
        Files.createDirectories(node.state());
        run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "size=24m,mode=0700",
                "tmpfs",
                node.state().toString());
        try (node) {
            carryOn(node);
        } finally {
            run("umount", node.state().toString());
        }
    }

    private static void carryOn(TestNode node) throws Exception {
        Path ballast = node.state().resolve("ballast");
        fill(ballast);
        TestNode.Result refused = node.qgate("start");
        assertNotEquals(0, refused.exitCode(), refused.toString());
        assertTrue(refused.err().contains("QG-BAS-0005"), refused.err());

        Files.delete(ballast);
        Files.writeString(
                node.etc().resolve("org.qgate.kernel.cfg"),
                "network_found = full-disk\nlink_listen = 127.0.1.1:" + Distribution.freePort() + "\n");
        TestNode.Result started = node.qgate("start");
        assertEquals(0, started.exitCode(), started.toString());
        TestNode.Result banned = node.qgate("exec", BAN);
        assertEquals(0, banned.exitCode(), banned.toString());

        fill(ballast);
        TestNode.Result full = node.qgate("exec", BAN.replace("ab", "cd"));
        assertEquals(0, full.exitCode(), "the store has taken its room before: " + full);
        assertEquals(0, node.qgate("exec", "node:id").exitCode());

        Files.delete(ballast);
        TestNode.Result again = node.qgate("restart");
        assertEquals(0, again.exitCode(), again.toString());
        String bans = node.qgate("exec", "peer:list --json").out();
        assertTrue(bans.contains("cdcdcdcd"), bans);
    }

    private static void fill(Path file) throws IOException {
        byte[] page = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(page);
            }
        } catch (IOException full) {
            assertTrue(full.getMessage().contains("No space left"), full.getMessage());
        }
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), String.join(" ", command) + ": " + text);
    }
}
