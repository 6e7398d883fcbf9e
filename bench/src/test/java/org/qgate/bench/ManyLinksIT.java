package org.qgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The measurement of {@code bench connections} with few links; its bounds are ten times as wide. */
@Timeout(300)
final class ManyLinksIT {
    private static final int COUNT = 500;
    private static final int OF_THE_BOUND = 19_000;
    private static final double MOST_HEAP = 10 * 2e9 / 100_000;
    private static final double MOST_REKEY_SECONDS = 10 * 0.05 * 600 / OF_THE_BOUND;

    @TempDir
    private Path dir;

    @Test
    void shouldKeepAllLinksIdleActiveAndRekeyed() throws IOException {
        try (LoadedRelay relay = LoadedRelay.start(dir.resolve("relay"), COUNT);
                Population clients = new Population(relay.target())) {
            ManyLinks links = new ManyLinks(relay, clients, COUNT, Duration.ofMillis(300), System.out::println);
            List<ManyLinks.Stage> stages = links.connect();
            ManyLinks.Stage least = stages.get(1);
            ManyLinks.Stage most = stages.get(stages.size() - 1);
            double heap = (most.heap() - least.heap()) / (double) (most.links() - least.links());
            Samples idle = links.idle();
            links.active(COUNT / 100);
            Samples rekey = links.rekey(idle.median());
            assertEquals(COUNT, clients.linked(), "links that stand");
            assertEquals(COUNT, relay.links(), "the same, as the relay says");
            assertTrue(clients.answersPerSecond() > 0, "questions are answered");
            assertTrue(heap < MOST_HEAP, () -> "heap of a link: " + heap);
            assertTrue(rekey.median() < MOST_REKEY_SECONDS, () -> "CPU seconds of a rekey: " + rekey);
        }
    }
}
