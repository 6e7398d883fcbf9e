package org.qgate.gate.internal.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.qgate.gate.internal.host.GateBench.LONG_MS;
import static org.qgate.gate.internal.host.GateBench.WIDE;
import static org.qgate.gate.internal.host.GateBench.permit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols.Dial;
import org.qgate.base.internal.work.ThreadScheduler;
import org.qgate.common.release.Sha256;
import org.qgate.ext.Service;
import org.qgate.gate.Confinement;
import org.qgate.gate.Hosting.Bounds;
import org.qgate.gate.Program;
import org.qgate.gate.internal.confine.ConfinedLauncher;
import org.qgate.gate.internal.confine.Jars;
import org.qgate.gate.internal.confine.Place;
import org.qgate.sandbox.child.Main;
import org.qgate.sim.SimRandom;

/** A whole extender in a process that is held as in a node: every facade, both ways, and a hand-over to another process. */
class RealProcessTest {
    private static final String[] SCOPE = {"echo/1", "stream/1", "node.joined"};
    private static final Bounds AMPLE = new Bounds(LONG_MS, LONG_MS, LONG_MS);

    @TempDir
    private Path folder;

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private ConfinedLauncher launcher;
    private GateBench bench;
    private Program program;

    @BeforeEach
    void begin() throws IOException {
        Path sandbox = Files.createDirectories(folder.resolve("sandbox"));
        Jars.ofModule(sandbox.resolve("sandbox.jar"), Main.class);
        Jars.ofModule(sandbox.resolve("ext.jar"), Service.class);
        Path jar = folder.resolve("package.jar");
        Jars.ofClasses(jar, RealExtender.class, name -> name.matches(".*/host/RealExtender[^/]*\\.class"));
        byte[] bundle = Files.readAllBytes(jar);
        program = new Program(bundle, Sha256.hex(bundle), RealExtender.class.getName(), 96);
        SimRandom random = new SimRandom(5);
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        String path = System.getenv().getOrDefault("PATH", "");
        launcher = new ConfinedLauncher(
                scheduler, new Place(sandbox, temporary, folder, List.of(folder), path), () -> random.bytes(32));
        bench = new GateBench(folder.resolve("state"), launcher);
        Confinement found = launcher.confinement(false);
        assumeTrue(found.available(), () -> "SKIPPED, no process can be held here: " + found.reason());
    }

    @AfterEach
    void end() throws IOException {
        bench.close();
        launcher.close();
        scheduler.close();
    }

    private long started(String version) {
        long number = bench.instances.make(program, permit("real", version, WIDE, SCOPE));
        bench.instances.start(number, LONG_MS);
        return number;
    }

    private String says(long number, String command, String... arguments) {
        return bench.instances
                .run(number, command, List.of(arguments), LONG_MS)
                .rows()
                .get(0)
                .get(0);
    }

    @Test
    void shouldReachEveryFacadeFromItsProcess() throws Exception {
        long real = started("1.0.0");
        bench.instances.open(real);
        assertArrayEquals(new byte[] {1, 2}, bench.call("echo/1", new byte[] {1, 2}));
        assertArrayEquals(new byte[1 << 20], bench.call("echo/1", new byte[1 << 20]));
        stream();
        assertEquals("[Driver, Logger, Host, -, -, -, -]", says(real, "sees"), "what its classes see");
        assertEquals("500 INVALID 41", says(real, "store"));
        assertEquals("300000", says(real, "dial"));
        assertEquals("true", says(real, "crypto"));
        bench.events().publish("node.joined", Map.of());
        assertEquals("true", says(real, "threads"));
        Path file = Files.write(folder.resolve("picked"), new byte[12_345]);
        assertEquals("picked 12345 1", says(real, "file", file.toString()));
        assertEquals(
                10_000,
                bench.instances.run(real, "rows", List.of(), LONG_MS).rows().size());
        assertTrue(bench.instances.stop(real, LONG_MS));
    }

    private void stream() {
        ProtocolStream stream = bench.protocols.dial(new Dial(GateBench.OWN, "stream/1", false, "", 3), LONG_MS);
        byte[] sent = new byte[10_000];
        stream.write(sent, 0, sent.length, LONG_MS);
        stream.end();
        int all = 0;
        byte[] some = new byte[10_000];
        for (int read = stream.read(some, 0, some.length, LONG_MS);
                read >= 0;
                read = stream.read(some, 0, some.length, LONG_MS)) {
            all += read;
        }
        assertEquals(sent.length, all);
    }

    @Test
    void shouldHandItsStateToAnotherProcess() {
        long old = started("1.0.0");
        bench.instances.open(old);
        assertEquals("1", says(old, "count"));
        long next = started("1.0.1");
        assertEquals(10 << 20, bench.instances.swap(old, next, true, AMPLE).stateBytes());
        assertTrue(bench.instances.stop(old, LONG_MS));
        assertEquals("2", says(next, "count"));
        assertTrue(bench.instances.stop(next, LONG_MS));
    }

    @Test
    void shouldInterruptItsThreadsWhenTheOperatorGivesUp() throws Exception {
        long real = started("1.0.0");
        bench.instances.open(real);
        assertEquals("false", says(real, "interrupted"));
        QGateException late =
                assertThrows(QGateException.class, () -> bench.instances.run(real, "wait", List.of(), 100));
        assertEquals(ExtenderError.COMMAND_FAILED, late.code());
        GateBench.until("its thread was interrupted", () -> {
            bench.instances.hurry();
            return says(real, "interrupted").equals("true");
        });
        assertTrue(bench.instances.stop(real, LONG_MS));
    }
}
