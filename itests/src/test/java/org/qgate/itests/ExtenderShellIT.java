package org.qgate.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.qgate.common.json.Json;

/** Extenders as an operator governs them on a real node, through the shell, over restarts and kills. */
@Timeout(900)
final class ExtenderShellIT {
    private static final String ID = EchoPackages.ID;
    private static final long WITHIN_S = 60;

    private final Path folder;
    private TestNode node;

    ExtenderShellIT() throws Exception {
        folder = Files.createTempDirectory(Path.of("target"), "extenders").toAbsolutePath();
    }

    @BeforeEach
    void start() throws Exception {
        node = TestNode.unpack(folder.resolve("unpacked"));
        exits(0, node.qgate("start"));
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private static String exits(int code, TestNode.Result result) {
        assertEquals(code, result.exitCode(), result::toString);
        return result.out();
    }

    private String run(int code, String command) throws Exception {
        return exits(code, node.qgate("exec", command));
    }

    private Map<?, ?> json(int code, String command) throws Exception {
        return (Map<?, ?>) Json.read(run(code, command.replaceFirst("^(\\S+)", "$1 --json")));
    }

    private Map<?, ?> info() throws Exception {
        List<?> all = (List<?>) json(0, "extender:list").get("extenders");
        return all.isEmpty() ? Map.of() : (Map<?, ?>) all.get(0);
    }

    private String live() throws Exception {
        return info().get("version") + " " + info().get("state");
    }

    private boolean granted(String permission) throws Exception {
        List<?> rows = (List<?>) json(0, "extender:permissions " + ID).get("permissions");
        return rows.stream()
                .map(row -> (Map<?, ?>) row)
                .filter(row -> permission.equals(row.get("name")))
                .anyMatch(row -> Boolean.TRUE.equals(row.get("granted")));
    }

    private String file(String version) throws Exception {
        return EchoPackages.pack(folder, version).toString();
    }

    /** Starting takes a moment after the shell answers. */
    private void await(String what, Predicate<Map<?, ?>> condition) throws Exception {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
        Map<?, ?> now = info();
        while (!condition.test(now)) {
            assertTrue(System.nanoTime() < endNs, what + " did not happen within " + WITHIN_S + " s: " + now);
            TimeUnit.MILLISECONDS.sleep(300);
            now = info();
        }
    }

    private void awaitState(String version, String state) throws Exception {
        await(version + " " + state, now -> version.equals(now.get("version")) && state.equals(now.get("state")));
    }

    private void kill() throws Exception {
        ProcessHandle process = ProcessHandle.of(node.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    @Test
    void shouldGovernAnExtenderFromInstallationToErasure() throws Exception {
        String console = Files.readString(node.base().resolve("data/log/console.log"));
        assertFalse(console.contains("initialization script"), console);
        run(4, "extender:install " + file("1.0.0"));
        assertEquals(Map.of(), info(), "nothing was agreed to: nothing is there");
        run(4, "extender:install --yes " + file("1.0.0"));
        run(0, "extender:install --yes --grant net.accept --grant net.dial " + file("1.0.0"));
        assertEquals("1.0.0 LIVE", live());
        assertTrue(run(0, "extender:run " + ID + " stats").contains("1.0.0"));
        assertTrue(run(0, "echoes:stats").contains("1.0.0"));
        assertTrue(run(0, "help echoes:stats").contains(ID));

        String wider = EchoPackages.pack(folder, "1.1.0", EchoPackages.wider(), UpdatePackages.key())
                .toString();
        run(4, "extender:update --yes " + wider);
        assertEquals("1.0.0 LIVE", live(), "the old version keeps serving");
        assertEquals("1.1.0", info().get("heldVersion"));
        assertTrue(run(0, "extender:diff " + ID).contains("event.publish"));
        run(0, "extender:update --yes " + file("1.0.1"));
        awaitState("1.0.1", "LIVE");
        run(0, "extender:update --yes --grant event.publish " + ID);
        awaitState("1.1.0", "LIVE");
        assertTrue(granted("event.publish"));

        run(0, "extender:revoke " + ID + " net.dial");
        run(0, "extender:set " + ID + " largest_request 1000");
        kill();
        exits(0, node.qgate("start"));
        awaitState("1.1.0", "LIVE");
        assertFalse(granted("net.dial"), "revoked over a kill");
        assertTrue(granted("event.publish"));
        assertTrue(run(0, "extender:info " + ID).contains("1000"), "what was set is set");

        Map<?, ?> before = info();
        run(0, "node:update --wait " + UpdatePackages.pack(folder, "services", "0.1.1"));
        awaitState("1.1.0", "LIVE");
        assertEquals(before.get("startedWallMs"), info().get("startedWallMs"), "it ran while what decides changed");
        run(0, "node:update --wait " + UpdatePackages.pack(folder, "shell", "0.1.1"));
        assertTrue(run(0, "echoes:stats --json").contains("1.1.0"), "its commands are there over both updates");

        run(0, "extender:rollback " + ID);
        run(0, "extender:rollback " + ID);
        assertEquals("1.0.0 LIVE", live());
        assertFalse(granted("net.dial"), "what is denied is denied to every version");
        run(0, "extender:remove --erase --yes " + ID);
        assertEquals(Map.of(), info());
        run(64, "echoes:stats");
    }

    @Test
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldNotStartWhatWasAlteredOnTheDisk() throws Exception {
        run(0, "extender:install --yes --grant net.accept " + file("1.0.0"));
        exits(0, node.qgate("stop"));
        alterEachBundle();
        exits(0, node.qgate("start"));
        awaitState("1.0.0", "LIVE"); // the framework's cache counts for nothing
        exits(0, node.qgate("stop"));
        Path kept = only(node.state().resolve("services/packages"));
        Files.write(kept, "another package".getBytes(StandardCharsets.UTF_8));
        exits(0, node.qgate("start"));
        awaitState("1.0.0", "FAILED");
        assertTrue(info().get("reason").toString().startsWith("QG-EXT-0017"), info()::toString);
    }

    private static Path only(Path folder) throws Exception {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    /** What the framework keeps of bundles whose place is an extender's. */
    private void alterEachBundle() throws Exception {
        Path cache = node.base().resolve("data/cache");
        try (var files = Files.walk(cache)) {
            for (Path info : files.filter(each -> each.endsWith("bundle.info")).toList()) {
                if (Files.readString(info, StandardCharsets.ISO_8859_1).contains("qgate:svc/")) {
                    Files.walk(info.getParent())
                            .filter(each -> each.toString().endsWith(".jar"))
                            .forEach(ExtenderShellIT::damage);
                }
            }
        }
    }

    private static void damage(Path jar) {
        try {
            Files.write(jar, new byte[] {'P', 'K'});
        } catch (java.io.IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
