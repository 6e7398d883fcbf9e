package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.qgate.common.json.Json;

/** The whole program is replaced, goes back when it must, and a node comes back from its backup: real processes. */
@TestMethodOrder(OrderAnnotation.class)
@Timeout(900)
final class UpgradeIT {
    private static final String RULE = "kept.example";
    private static Path folder;
    private static TestNode node;
    private static Path backup;
    private static String id;

    @BeforeAll
    static void start() throws Exception {
        folder = Files.createTempDirectory(Path.of("target"), "upgrade").toAbsolutePath();
        node = TestNode.unpack(folder.resolve("one"));
        Files.writeString(
                node.etc().resolve("org.qgate.kernel.cfg"),
                "network_found = upgrade\nlink_listen = 127.0.1.1:" + Distribution.freePort() + "\n");
        replace(
                node.etc().resolve("org.apache.karaf.shell.cfg"),
                "sshIdleTimeout = 1800000",
                "sshIdleTimeout = 700000");
        expect(0, node.qgate("start"));
        backup = folder.resolve("node.tar.gz");
        answer(node, "dpn:rule-add " + RULE + " direct");
        id = answer(node, "node:id");
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    private static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertTrue(text.contains(from), text);
        Files.writeString(file, text.replace(from, to));
    }

    private static TestNode.Result expect(int exitCode, TestNode.Result result) {
        assertEquals(exitCode, result.exitCode(), result.toString());
        return result;
    }

    private static void expectSame(TestNode one) throws IOException {
        assertEquals(id, answer(one, "node:id"));
        String rules = answer(one, "dpn:rule-list");
        assertTrue(rules.contains(RULE), rules);
    }

    private static String version(TestNode one) throws IOException {
        Map<?, ?> status = (Map<?, ?>)
                Json.read(expect(0, one.qgate("exec", "node:status --json")).out());
        return (String) status.get("version");
    }

    @Test
    @Order(1)
    void shouldSaveARunningNode() throws Exception {
        expect(0, node.qgate("backup", backup.toString()));
        expect(2, node.qgate("backup", backup.toString())); // replaces nothing
        expect(3, node.qgate("restore", backup.toString())); // it runs
    }

    @Test
    @Order(2)
    void shouldRefuseWhatIsNotAsSigned() throws Exception {
        NextDistribution altered = NextDistribution.of(node.home(), "0.1.5").signed();
        altered.with("bin/setenv", "-Xss512k", "-Xss513k");
        TestNode.Result refused = expect(2, node.qgate("upgrade", altered.home().toString()));
        assertTrue(refused.err().contains("QG-UPD-0003"), refused.err());
        altered.signed();
        Map<String, byte[]> before = Map.of("a", Files.readAllBytes(node.etc().resolve("keys.properties")));
        TestNode.Result tried =
                expect(0, node.qgate("upgrade", "--dry-run", altered.home().toString()));
        assertTrue(tried.out().contains("kept      etc/keys.properties"), tried.out());
        assertEquals("0.1.0", version(node));
        assertEquals(before.get("a").length, Files.size(node.etc().resolve("keys.properties")));
        assertFalse(Files.exists(node.base().resolve("backups")));
    }

    @Test
    @Order(3)
    void shouldGoOnWithAnotherDistribution() throws Exception {
        NextDistribution next = NextDistribution.of(node.home(), "0.2.0")
                .with("defaults/etc/org.apache.karaf.shell.cfg", "sshIdleTimeout = 1800000", "sshIdleTimeout = 900000")
                .with("defaults/etc/org.apache.karaf.shell.cfg", "nio-workers = 3", "nio-workers = 4")
                .signed();
        TestNode.Result upgraded = expect(0, node.qgate("upgrade", next.home().toString()));
        assertTrue(upgraded.out().contains("conflict  etc/org.apache.karaf.shell.cfg"), upgraded.out());
        assertEquals("0.2.0", version(node));
        expectSame(node);
        String shell = Files.readString(node.etc().resolve("org.apache.karaf.shell.cfg"));
        assertTrue(shell.contains("sshIdleTimeout = 700000") && shell.contains("nio-workers = 4"), shell);
        String beside = Files.readString(node.etc().resolve("org.apache.karaf.shell.cfg.new"));
        assertTrue(beside.contains("sshIdleTimeout = 900000"), beside);
        assertTrue(expect(0, node.qgate("version")).out().contains("QGate 0.2.0"));
    }

    @Test
    @Order(4)
    void shouldGoBackWhenTheNewOneDoesNotStart() throws Exception {
        NextDistribution broken = NextDistribution.of(node.home(), "0.3.0")
                .with("bin/setenv", "-XX:+UseSerialGC", "-XX:+UseNoSuchThing")
                .with("defaults/etc/org.apache.karaf.shell.cfg", "nio-workers = 3", "nio-workers = 5")
                .signed();
        TestNode.Result back = expect(1, node.qgate("upgrade", broken.home().toString()));
        assertTrue(back.err().contains("UseNoSuchThing") && back.err().contains("as before"), back.err());
        expectAsBefore();
    }

    /** The shell answers before vault, store and overlay are ready: asks until they are. */
    private static String answer(TestNode one, String command) throws IOException {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        TestNode.Result result = one.qgate("exec", command);
        while (result.exitCode() == 1 && System.nanoTime() - endNs < 0) {
            result = one.qgate("exec", command);
        }
        return expect(0, result).out();
    }

    /** The shell answers before the store has tried to open. */
    private static void awaitStatus(TestNode one, String text) throws IOException {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        String status = one.qgate("status").out();
        while (!status.contains(text) && System.nanoTime() - endNs < 0) {
            status = one.qgate("status").out();
        }
        assertTrue(status.contains(text), status);
    }

    /** What the medium knows of how far the node has come. */
    private static Path anchor() throws IOException {
        try (var files = Files.list(node.key().getParent())) {
            return files.filter(file -> file.toString().endsWith(".anchor"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void expectAsBefore() throws IOException {
        assertEquals("0.2.0", version(node));
        expectSame(node);
        String shell = Files.readString(node.etc().resolve("org.apache.karaf.shell.cfg"));
        assertTrue(shell.contains("nio-workers = 4"), shell);
        assertFalse(Files.exists(node.base().resolve("etc.before-upgrade")));
    }

    @Test
    @Order(5)
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldGoBackWhenTheNewOneIsNotAsWell() throws Exception {
        NextDistribution ill = NextDistribution.of(node.home(), "0.4.0");
        try (var jars = Files.list(ill.home().resolve("release"))) {
            Path dpn = jars.filter(file -> file.getFileName().toString().startsWith("org.qgate.dpn-"))
                    .findFirst()
                    .orElseThrow();
            Files.write(dpn, new byte[1000]); // signed as it is, so verified, but no bundle
        }
        ill.signed();
        TestNode.Result back =
                expect(1, node.qgate("upgrade", "--timeout", "40", ill.home().toString()));
        assertTrue(back.err().contains("not ready:"), back.err());
        expectAsBefore();
    }

    /** As a power cut leaves it right after the switch. */
    @Test
    @Order(6)
    void shouldTakeBackAnUpgradeThatWasBrokenOff() throws Exception {
        expect(0, node.qgate("stop"));
        Path etc = node.etc();
        Path inUse = node.base().resolve("data/distribution");
        String home = Files.readString(inUse);
        Files.move(etc, etc.resolveSibling("etc.before-upgrade"));
        Files.createDirectory(etc);
        Files.writeString(node.base().resolve("data/distribution.before"), home + home);
        Files.writeString(inUse, node.home() + "\n");
        TestNode.Result none =
                expect(2, node.qgate("upgrade", folder.resolve("none").toString()));
        assertTrue(none.err().contains("was broken off") && none.err().contains("no distribution"), none.err());
        assertEquals(home, Files.readString(inUse));
        assertTrue(Files.exists(etc.resolve("org.qgate.kernel.cfg")));
        assertFalse(Files.exists(etc.resolveSibling("etc.before-upgrade")));
    }

    @Test
    @Order(7)
    void shouldComeBackFromItsBackupInAnotherFolderButNotUnnoticed() throws Exception {
        Path anchor = anchor();
        try (TestNode thief = node.restored(folder.resolve("older"))) {
            String said = expect(0, thief.qgate("restore", backup.toString())).out();
            assertTrue(said.contains(anchor.toString()) && said.contains("--accept-older"), said);
            expect(0, thief.qgate("start"));
            awaitStatus(thief, "QG-STO-0014");
            expect(2, thief.qgate("exec", "store:status"));
            expect(0, thief.qgate("stop"));
        }
        assertTrue(Files.exists(anchor));
        try (TestNode other = node.restored(folder.resolve("two"))) {
            String said = expect(0, other.qgate("restore", "--accept-older", backup.toString()))
                    .out();
            assertTrue(said.contains("removed " + anchor), said);
            expect(0, other.qgate("start"));
            expectSame(other);
            assertEquals("0.1.0", version(other));
            assertTrue(answer(other, "store:check").contains("as they were written"));
        }
    }
}
