package org.qgate.gate.internal.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.qgate.gate.internal.host.Extenders.bytes;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.base.internal.work.ThreadScheduler;
import org.qgate.common.release.Sha256;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.Service;
import org.qgate.ext.shell.Answer;
import org.qgate.ext.shell.Command;
import org.qgate.gate.Confinement;
import org.qgate.gate.Program;
import org.qgate.gate.Quota;
import org.qgate.gate.internal.confine.Attempts;
import org.qgate.gate.internal.confine.ConfinedLauncher;
import org.qgate.gate.internal.confine.Jars;
import org.qgate.gate.internal.confine.Place;
import org.qgate.sandbox.child.Main;
import org.qgate.sim.SimRandom;

/** A hostile extender in a process of its own, beside one that means well: real processes, the real line, real instances. */
class HostileTest {
    private static final Quota QUOTA = new Quota(4, 20, 1 << 20, 8, 10_000, 1 << 24, 1 << 10, 60);

    @TempDir
    Path folder;

    private final ThreadScheduler scheduler = new ThreadScheduler();
    private ConfinedLauncher launcher;
    private GateBench bench;
    private Program program;

    /** Does what it is told to, and floods by itself. */
    public static final class Hostile implements Service {
        @Override
        public void start(Host host) {
            host.commands()
                    .offer(
                            new Command(
                                    "attempt",
                                    "Tries.",
                                    List.of(new Command.Argument("what", true, "Words with commas between."))),
                            arguments -> Answer.lines(
                                    List.of(attempt(List.of(arguments.get(0).split(","))))));
            host.commands().offer(new Command("flood", "Asks for ever.", List.of()), arguments -> flood(host));
            host.net().serve("victim/1", (caller, request) -> request);
        }

        private static String attempt(List<String> words) {
            try {
                return "got " + Attempts.of(words.get(0), words.subList(1, words.size()));
            } catch (Throwable stopped) { // whatever it was
                return "stopped " + stopped;
            }
        }

        private static Answer flood(Host host) {
            byte[] value = new byte[100_000];
            host.tasks().run(() -> again(() -> host.log().info("flood")));
            host.tasks().run(() -> again(() -> host.random().bytes(1)));
            host.tasks().run(() -> again(() -> host.space().put("flood", value, value))); // a key too long
            return Answer.lines(List.of("floods"));
        }

        private static void again(Runnable step) {
            while (true) {
                try {
                    step.run();
                } catch (RefusedException refused) {
                    // it does not care
                }
            }
        }
    }

    @BeforeEach
    void begin() throws IOException {
        Path sandbox = Files.createDirectories(folder.resolve("sandbox"));
        Jars.ofModule(sandbox.resolve("sandbox.jar"), Main.class);
        Jars.ofModule(sandbox.resolve("ext.jar"), Service.class);
        Path jar = folder.resolve("package.jar");
        Jars.ofClasses(
                jar,
                HostileTest.class,
                name -> name.matches(".*/(HostileTest\\$Hostile|Attempts|Extenders)[^/]*\\.class"));
        byte[] bundle = Files.readAllBytes(jar);
        program = new Program(bundle, Sha256.hex(bundle), Hostile.class.getName(), 48);
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        SimRandom random = new SimRandom(5);
        Place place = new Place(
                sandbox, temporary, folder, List.of(folder), System.getenv().getOrDefault("PATH", ""));
        launcher = new ConfinedLauncher(scheduler, place, () -> random.bytes(32));
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

    private long openHostile() {
        long number =
                bench.instances.make(program, GateBench.permit("org.example.hostile", "1.0.0", QUOTA, "victim/1"));
        bench.instances.start(number, GateBench.LONG_MS);
        bench.instances.open(number);
        return number;
    }

    private String attempt(long number, String what) {
        Answer answer = bench.instances.run(number, "attempt", List.of(what), GateBench.LONG_MS);
        return answer.rows().get(0).get(0);
    }

    @Test
    void shouldNotGetOutAsAnExtenderEither() {
        long number = openHostile();
        assertTrue(attempt(number, "read," + folder.resolve("state")).matches("stopped .*NoSuchFile.*"));
        assertTrue(attempt(number, "connect,127.0.0.1,22").matches("stopped .*SocketException.*"));
        assertTrue(attempt(number, "fork,/bin/sh").matches("stopped .*IOException.*"));
        assertEquals("got 1", attempt(number, "processes"));
        assertTrue(attempt(number, "arguments").matches("got .*org\\.qgate\\.sandbox\\.child\\.Main.*"));
    }

    /** What it is killed by does not matter: here it is stopped in the midst of its spinning. */
    @Test
    void shouldLeaveNothingBehindHoweverOftenItIsKilled() throws Exception {
        stopSpinning(openHostile());
        long before = descriptors();
        for (int i = 0; i < (Boolean.getBoolean("qgate.long") ? 100 : 10); i++) {
            stopSpinning(openHostile());
        }
        GateBench.until("no descriptor is left", () -> descriptors() <= before);
        GateBench.until("no process is left", () -> ProcessHandle.current()
                .descendants()
                .noneMatch(each -> each.info().command().orElse("").matches(".*(bwrap|sh|java)")));
        GateBench.until("no thread is left", () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(each -> each.getName().contains("org.example.hostile")));
        try (Stream<Path> files = Files.walk(folder.resolve("tmp"))) {
            assertEquals(1, files.filter(Files::isRegularFile).count(), "more than the filter");
        }
    }

    private void stopSpinning(long number) {
        assertEquals("got spins", attempt(number, "spin,2"));
        assertTrue(bench.instances.stop(number, GateBench.LONG_MS));
    }

    private static long descriptors() {
        return Stream.of(new File("/proc/self/fd").listFiles())
                .filter(each -> {
                    try {
                        String target = Files.readSymbolicLink(each.toPath()).toString();
                        return target.startsWith("pipe:") || target.startsWith("socket:");
                    } catch (IOException gone) {
                        return false;
                    }
                })
                .count();
    }

    /** It spins on all processors, floods the node with calls and fills its heap: others do not fail, and it is begun again. */
    @Test
    void shouldLeaveOthersAlone() throws Exception {
        long hostile = openHostile();
        bench.open(
                Extenders.Echoing.class,
                GateBench.permit("org.example.good", "1.0.0", GateBench.WIDE, "echo/1", "stream/1"));
        assertEquals("got spins", attempt(hostile, "spin,4"));
        bench.instances.run(hostile, "flood", List.of(), GateBench.LONG_MS);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
        for (int i = 0; System.nanoTime() < end; i++) {
            assertArrayEquals(bytes("call " + i), bench.call("echo/1", bytes("call " + i)));
        }
        try {
            attempt(hostile, "heap");
        } catch (QGateException ended) {
            assertTrue(ended.getMessage().contains("QG-EXT-"), ended.getMessage());
        }
        GateBench.until("it is begun again", () -> bench.status(hostile).restarts() >= 1);
        GateBench.until("it answers again", () -> answers(hostile));
        assertTrue(bench.status(hostile).cpuMs() > 0);
        assertArrayEquals(bytes("last"), bench.call("echo/1", bytes("last")));
    }

    private boolean answers(long number) {
        try {
            return attempt(number, "sleep").equals("got slept");
        } catch (QGateException waiting) {
            return false;
        }
    }
}
