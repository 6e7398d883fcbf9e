package org.qgate.gate.internal.confine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.qgate.base.internal.work.ThreadScheduler;
import org.qgate.common.release.Sha256;
import org.qgate.gate.Confinement;
import org.qgate.gate.Permit;
import org.qgate.gate.Program;
import org.qgate.gate.Quota;
import org.qgate.gate.internal.process.Child;
import org.qgate.sim.SimRandom;

/** Real processes that are held as extenders are, with a stranger in them. */
final class ConfineBench implements AutoCloseable {
    static final long LONG_MS = 60_000;

    private static final byte[] PACKAGE = "a package".getBytes(StandardCharsets.US_ASCII);

    final ThreadScheduler scheduler = new ThreadScheduler();
    final Path node;
    final Place place;
    final ConfinedLauncher launcher;

    ConfineBench(Path folder) throws IOException {
        this(folder, TimeUnit.SECONDS.toNanos(60));
    }

    ConfineBench(Path folder, long patienceNs) throws IOException {
        node = Files.createDirectories(folder.resolve("node"));
        Files.writeString(node.resolve("secret"), "the node's own");
        Path sandbox = Files.createDirectories(folder.resolve("sandbox"));
        Jars.ofClasses(sandbox.resolve("stranger.jar"), Stranger.class, ConfineBench::strangers);
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        place = new Place(
                sandbox, temporary, node, List.of(node), System.getenv().getOrDefault("PATH", ""));
        SimRandom random = new SimRandom(11);
        launcher = new ConfinedLauncher(scheduler, place, () -> random.bytes(32), Stranger.class.getName(), patienceNs);
    }

    /** Skips a test, loudly, where nothing holds a process. */
    void assumeHeld() {
        Confinement found = launcher.confinement(false);
        assumeTrue(found.available(), () -> "SKIPPED, no process can be held here: " + found.reason());
    }

    private static boolean strangers(String name) {
        return name.matches(".*/confine/(Stranger|Attempts)[^/]*\\.class");
    }

    static Permit permit(int cpuPercent) {
        Quota quota = new Quota(4, cpuPercent, 1 << 20, 8, 1_000, 1 << 20, 1 << 10, 60);
        return new Permit("org.example.stranger", "1.0.0", "publisher", Map.of(), Set.of(), quota, "ext", Map.of());
    }

    static Program program() {
        return new Program(PACKAGE, Sha256.hex(PACKAGE), "Stranger", 48);
    }

    Talk launch(int cpuPercent) {
        return new Talk(launcher.launch(program(), permit(cpuPercent), LONG_MS));
    }

    /** Waits for a condition. */
    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONG_MS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain until " + what);
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** Wardens, bubblewraps and what they hold, of this test: the folder stands in their arguments, or is mounted for them. */
    List<String> processes() {
        return ProcessHandle.allProcesses()
                .map(each -> each.pid() + ": " + about(each.pid()))
                .filter(each -> each.contains(place.sandbox().toString()))
                .map(each -> each.substring(0, Math.min(80, each.length())))
                .toList();
    }

    private static String about(long pid) {
        StringBuilder out = new StringBuilder();
        for (String file : List.of("cmdline", "mountinfo")) {
            try {
                out.append(Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1));
            } catch (IOException gone) {
                out.append("gone, or somebody else's");
            }
        }
        return out.toString().replace('\0', ' ');
    }

    @Override
    public void close() throws IOException {
        launcher.close();
        scheduler.close();
    }

    /** The node's end of the line to a stranger. */
    static final class Talk {
        final Child child;
        private final BufferedReader in;
        private final Writer out;

        Talk(Child child) {
            this.child = child;
            in = new BufferedReader(Channels.newReader(child.channel(), StandardCharsets.UTF_8));
            out = Channels.newWriter(child.channel(), StandardCharsets.UTF_8);
            assertEquals(HexFormat.of().formatHex(child.token()), line());
            child.begun();
        }

        private String line() {
            try {
                return in.readLine();
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }

        /** Returns what came of an attempt; null when the process ended by it. */
        String attempt(String what) {
            try {
                out.write(what + "\n");
                out.flush();
                return in.readLine();
            } catch (IOException gone) {
                return null;
            }
        }

        String ended() throws Exception {
            return child.ended().toCompletableFuture().get(LONG_MS, TimeUnit.MILLISECONDS);
        }
    }
}
