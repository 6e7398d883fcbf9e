package org.qgate.gate.internal.confine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.util.StringUtils;
import org.opentest4j.AssertionFailedError;
import org.qgate.api.error.QGateException;
import org.qgate.base.internal.work.ThreadScheduler;
import org.qgate.common.release.Sha256;
import org.qgate.ext.Permission;
import org.qgate.gate.Confinement;
import org.qgate.gate.Program;
import org.qgate.gate.internal.confine.ConfineBench.Talk;
import org.qgate.sim.SimRandom;
import org.slf4j.Logger;

/** How processes begin, share the processor, and end: real ones. */
class ProcessLifeTest {
    private static final boolean LONG = Boolean.getBoolean("qgate.long");

    @TempDir
    Path folder;

    private ConfineBench bench;

    @BeforeEach
    void begin() throws IOException {
        bench = new ConfineBench(folder);
    }

    @AfterEach
    void end() throws IOException {
        bench.close();
    }

    private void untilNothingRuns() throws InterruptedException {
        ConfineBench.until("no process is left", () -> bench.processes().isEmpty());
    }

    private Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(bench.place.temporary())) {
            return all.map(Path::toString).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** What this process has open beside files and jars of the Java machine. */
    private static long descriptors() {
        File[] open = new File("/proc/self/fd").listFiles();
        return Stream.of(open)
                .map(ProcessLifeTest::target)
                .filter(each ->
                        each.startsWith("pipe:") || each.startsWith("socket:") || each.startsWith("anon_inode:"))
                .count();
    }

    private static String target(File link) {
        try {
            return Files.readSymbolicLink(link.toPath()).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    @Test
    void shouldLeaveNothingBehindHoweverOftenItIsKilled() throws Exception {
        bench.assumeHeld();
        kill(bench.launch(100));
        Set<String> files = files();
        long descriptors = descriptors();
        for (int i = 0; i < (LONG ? 100 : 10); i++) {
            kill(bench.launch(100));
        }
        untilNothingRuns();
        assertEquals(files, files());
        ConfineBench.until("no descriptor is left", () -> descriptors() <= descriptors);
    }

    private static void kill(Talk talk) throws Exception {
        talk.child.kill();
        talk.ended();
        talk.child.channel().close();
    }

    @Test
    void shouldEndWithItsNodeHoweverThatEnds() throws Exception {
        bench.assumeHeld();
        Process node = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath(),
                        ShortNode.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var says = node.inputReader()) {
            String line = says.readLine();
            assertEquals("spins", line);
            assertTrue(bench.processes().size() >= 3, () -> "only " + bench.processes());
        } finally {
            node.destroyForcibly(); // SIGKILL
        }
        untilNothingRuns();
        bench.launcher.confinement(true);
        assertTrue(
                files().stream().noneMatch(file -> file.endsWith("/p") || file.endsWith("/s")), "its files are left");
    }

    /** What a node of its own needs: this process may have been begun with a class path that nobody else can read. */
    private static String classPath() {
        return Stream.of(
                        ShortNode.class,
                        ConfinedLauncher.class,
                        ThreadScheduler.class,
                        SimRandom.class,
                        Permission.class,
                        QGateException.class,
                        Sha256.class,
                        Assertions.class,
                        AssertionFailedError.class,
                        StringUtils.class,
                        Logger.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(where -> new File(where.getPath()).toString())
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Test
    void shouldEndWithItsWarden() throws Exception {
        bench.assumeHeld();
        Talk talk = bench.launch(100);
        ProcessHandle.current()
                .children()
                .filter(each -> each.info().commandLine().orElse("").contains("qgate-warden"))
                .forEach(ProcessHandle::destroyForcibly);
        assertNotNull(talk.ended());
        untilNothingRuns();
    }

    @Test
    void shouldSayHowAProcessEnded() throws Exception {
        bench.assumeHeld();
        Talk exits = bench.launch(100);
        exits.attempt("exit");
        assertEquals("its process ended with status 7", exits.ended());
        Talk hoards = bench.launch(100);
        hoards.attempt("heap");
        String ended = hoards.ended();
        assertTrue(ended.startsWith("its process ended for want of memory (status 3); it said: "), ended);
        Talk killed = bench.launch(100);
        killed.child.kill();
        assertEquals("its process was ended", killed.ended());
    }

    @Test
    void shouldStandStillWhilePaused() throws Exception {
        bench.assumeHeld();
        Talk talk = bench.launch(100);
        assertEquals("got spins", talk.attempt("spin 1"));
        talk.child.pause();
        talk.child.pause();
        ConfineBench.until("it stands still", () -> state(talk) == 'T');
        talk.child.resume();
        ConfineBench.until("it goes on", () -> state(talk) != 'T');
        assertEquals("got slept", talk.attempt("sleep"));
        talk.child.pause();
        kill(talk);
        untilNothingRuns();
    }

    private static char state(Talk talk) {
        return ProcessClock.of(talk.child.pid()).map(ProcessClock::state).orElse('-');
    }

    /** A fifth of a core: 4 threads would take all there is. The bound is generous here, and exact in the benchmark. */
    @Test
    void shouldNotGetMoreThanItsShareOfTheProcessor() throws Exception {
        bench.assumeHeld();
        Talk talk = bench.launch(20);
        assertEquals("got spins", talk.attempt("spin 4"));
        long began = System.nanoTime();
        long used = ProcessClock.of(talk.child.pid()).orElseThrow().cpuNs();
        ConfineBench.until("some seconds went by", () -> System.nanoTime() - began > TimeUnit.SECONDS.toNanos(4));
        long more = ProcessClock.of(talk.child.pid()).orElseThrow().cpuNs() - used;
        long percent = more * 100 / (System.nanoTime() - began);
        assertTrue(percent <= 60, () -> "it had " + percent + " % of a core");
        assertTrue(more > 0, "it had nothing at all");
        kill(talk);
    }

    @Test
    void shouldCountWhatTheNodeDoesForItToo() throws Exception {
        bench.assumeHeld();
        Talk talk = bench.launch(20);
        long began = System.nanoTime();
        talk.child.charge(() -> System.nanoTime() - began); // the node spins for it on a whole core
        ConfineBench.until("it stands still for that", () -> state(talk) == 'T');
        kill(talk);
    }

    @Test
    void shouldEndOneThatAlwaysWantsMore() throws Exception {
        try (ConfineBench hasty = new ConfineBench(folder.resolve("hasty"), TimeUnit.SECONDS.toNanos(1))) {
            hasty.assumeHeld();
            Talk talk = hasty.launch(10);
            talk.attempt("spin 2");
            assertEquals("it wanted more than its share of the processor for too long", talk.ended());
        }
    }

    @Test
    void shouldRefuseAJarThatIsNotTheOne() {
        bench.assumeHeld();
        Program program = ConfineBench.program();
        Program other =
                new Program("another".getBytes(StandardCharsets.US_ASCII), program.sha256(), program.entryClass(), 48);
        QGateException refused = assertThrows(
                QGateException.class,
                () -> bench.launcher.launch(other, ConfineBench.permit(100), ConfineBench.LONG_MS));
        assertTrue(refused.getMessage().contains("QG-EXT-0072"), refused.getMessage());
    }

    @Test
    void shouldSayWhyNothingIsHeld() throws IOException {
        Place nowhere = new Place(folder.resolve("none"), bench.place.temporary(), folder, List.of(), "/nowhere");
        try (ConfinedLauncher launcher = new ConfinedLauncher(bench.scheduler, nowhere, () -> new byte[32])) {
            Confinement found = launcher.confinement(false);
            assertTrue(!found.available() && !found.reason().isEmpty(), found.toString());
            QGateException refused = assertThrows(
                    QGateException.class,
                    () -> launcher.launch(ConfineBench.program(), ConfineBench.permit(1), ConfineBench.LONG_MS));
            assertTrue(refused.getMessage().contains("QG-EXT-0005"), refused.getMessage());
        }
    }

    @Test
    void shouldGiveUpOnOneThatDoesNotConnect() throws Exception {
        bench.assumeHeld();
        Set<String> files = files();
        try (ConfinedLauncher launcher = new ConfinedLauncher(
                bench.scheduler,
                bench.place,
                () -> new byte[32],
                "org.example.NotThere",
                TimeUnit.SECONDS.toNanos(60))) {
            QGateException refused = assertThrows(
                    QGateException.class,
                    () -> launcher.launch(ConfineBench.program(), ConfineBench.permit(100), ConfineBench.LONG_MS));
            assertTrue(refused.getMessage().contains("NotThere"), refused.getMessage());
        }
        untilNothingRuns();
        assertTrue(files().size() <= files.size(), () -> Map.of("before", files).toString());
    }
}
