package org.qgate.gate.internal.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.gate.internal.facade.HandClock;

class CpuMeterTest {
    private static final long MS = 1_000_000;

    private final HandClock clock = new HandClock();
    private final Map<Long, Long> used = new HashMap<>();
    private final CpuMeter meter = new CpuMeter(clock, thread -> used.getOrDefault(thread, -1L));

    private int second(long first, long second) {
        used.merge(1L, first * MS, Long::sum);
        used.merge(2L, second * MS, Long::sum);
        clock.pass(1_000);
        return meter.look();
    }

    @Test
    void shouldSayHowMuchOfACoreWasUsedOverTenSeconds() {
        used.put(1L, 5_000 * MS); // of whoever had the thread before
        used.put(2L, 0L);
        meter.enter(1);
        meter.enter(2);
        int percent = 0;
        for (int i = 0; i < 10; i++) {
            assertEquals(0, percent, "not before there is something to judge");
            percent = second(500, 250);
        }
        assertEquals(75, second(500, 250));
        assertEquals(7_500 + 750, meter.totalMs());
        for (int i = 0; i < 10; i++) {
            percent = second(0, 0);
        }
        assertEquals(0, percent);
    }

    @Test
    void shouldForgetThreadsThatEnded() {
        used.put(1L, 0L);
        meter.enter(1);
        used.remove(1L);
        clock.pass(1_000);
        assertEquals(0, meter.look());
        assertEquals(0, meter.totalMs());
    }
}
