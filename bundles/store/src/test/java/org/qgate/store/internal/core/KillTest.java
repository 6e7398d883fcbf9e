package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.store.StoreMap;
import org.qgate.sim.SimSeeds;
import org.qgate.store.internal.disk.FolderDisk;

/** A JVM of its own is killed at random moments while it writes; the next one finds what was acknowledged. */
class KillTest {
    private static final int KILLS = SimSeeds.isLong() ? 500 : 40;
    /** The build's class path; in a started test JVM the other property names one jar with all of it. */
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    /** Lines that it may say before it is killed: how far it gets is chance enough. */
    private static final int MOST_LINES = 120;

    @Test
    void shouldFindWhatWasAcknowledgedBeforeEachKill(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("qgate.seed", 1);
        Random random = new Random(seed);
        Map<String, Long> acknowledged = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            runAndKill(folder, random.nextInt(MOST_LINES), acknowledged);
            check(folder, acknowledged, "kill " + kill + " of seed " + seed);
        }
        assertEquals(KilledWriter.WRITERS, acknowledged.size());
        assertTrue(acknowledged.values().stream().allMatch(n -> n > KILLS), acknowledged.toString());
    }

    private static void runAndKill(Path folder, int lines, Map<String, Long> acknowledged) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        CLASS_PATH,
                        KilledWriter.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("open", out.readLine());
            for (int i = 0; i < lines; i++) {
                note(out.readLine(), acknowledged);
            }
            writer.toHandle().destroyForcibly(); // which leaves its output to be read
            noteTheRest(out, acknowledged);
        } finally {
            writer.destroyForcibly();
            assertTrue(writer.waitFor(30, TimeUnit.SECONDS), "a killed process ends");
        }
    }

    /** What it said before it died counts too; a line that it did not finish does not. */
    private static void noteTheRest(BufferedReader out, Map<String, Long> acknowledged) throws IOException {
        StringBuilder rest = new StringBuilder();
        for (int next = out.read(); next >= 0; next = out.read()) {
            rest.append((char) next);
        }
        int whole = rest.lastIndexOf("\n");
        if (whole > 0) {
            rest.substring(0, whole).lines().forEach(line -> note(line, acknowledged));
        }
    }

    private static void note(String line, Map<String, Long> acknowledged) {
        assertTrue(line != null && line.matches("writer-[0-9] [0-9]+"), "the writer said: " + line);
        String[] words = line.split(" ");
        acknowledged.put(words[0], Long.parseLong(words[1]));
    }

    private static void check(Path folder, Map<String, Long> acknowledged, String when) throws IOException {
        try (StoreCore store =
                Stores.open(new FolderDisk(folder), new Stores.Hand(), Stores.LARGE_BUDGET, KilledWriter.SEGMENT)) {
            for (int w = 0; w < KilledWriter.WRITERS; w++) {
                String name = "writer-" + w;
                StoreMap map = store.namespace("kill").map(name);
                long durable = map.count(bytes("n"));
                long said = acknowledged.getOrDefault(name, 0L);
                assertTrue(
                        durable == said || durable == said + 1,
                        when + ": " + name + " said " + said + ", has " + durable);
                checkBatches(map, durable, when);
                acknowledged.put(name, durable);
            }
            store.check();
        }
    }

    private static void checkBatches(StoreMap map, long last, String when) {
        for (long n = Math.max(1, last - KilledWriter.KEYS + 1); n <= last; n++) {
            String a = Stores.text(map.get(bytes("a" + n % KilledWriter.KEYS)).orElseThrow());
            String b = Stores.text(map.get(bytes("b" + n % KilledWriter.KEYS)).orElseThrow());
            assertTrue(a.startsWith(n + ":") && b.equals(n + ":"), when + ": batch " + n + " is not whole");
        }
    }
}
