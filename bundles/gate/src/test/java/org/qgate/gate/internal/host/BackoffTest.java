package org.qgate.gate.internal.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** How long a process that ended has to wait. */
class BackoffTest {
    @Test
    void shouldDoubleUntilAMinute() {
        Backoff backoff = new Backoff();
        List<Long> waits =
                LongStream.range(0, 10).map(i -> backoff.waitMs(0)).boxed().toList();
        assertEquals(List.of(500L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L, 60_000L, 60_000L, 60_000L), waits);
    }

    @Test
    void shouldForgiveOneThatWasWell() {
        Backoff backoff = new Backoff();
        backoff.waitMs(0);
        backoff.waitMs(Backoff.WELL_NS - 1);
        assertEquals(2_000, backoff.waitMs(Backoff.WELL_NS - 1));
        assertEquals(Backoff.FIRST_MS, backoff.waitMs(Backoff.WELL_NS));
        assertEquals(2 * Backoff.FIRST_MS, backoff.waitMs(0));
    }
}
