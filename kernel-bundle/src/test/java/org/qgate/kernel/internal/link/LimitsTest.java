package org.qgate.kernel.internal.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.sim.SimRandom;

class LimitsTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private final SimRandom random = new SimRandom(3);

    @Test
    void shouldRememberAFirstMessageForHalfAnHourAtLeast() {
        ReplayCache cache = new ReplayCache(0);
        byte[] message = random.bytes(60);
        for (int minute = 0; minute < 29; minute++) {
            cache.fresh(random.bytes(32), 0, minute * MINUTE_NS);
        }
        assertTrue(cache.fresh(message, 5, 29 * MINUTE_NS));
        for (int minute = 30; minute < 60; minute++) {
            assertFalse(cache.fresh(message, 5, minute * MINUTE_NS), "minute " + minute);
        }
        for (int minute = 60; minute < 125; minute++) {
            cache.fresh(random.bytes(32), 0, minute * MINUTE_NS);
        }
        assertTrue(cache.fresh(message, 5, 126 * MINUTE_NS), "forgotten by now");
    }

    @Test
    void shouldForgetAfterALongSilence() {
        ReplayCache cache = new ReplayCache(0);
        byte[] message = random.bytes(32);
        cache.fresh(message, 0, 0);
        assertTrue(cache.fresh(message, 0, 100 * MINUTE_NS));
    }

    @Test
    void shouldBoundWhatItRemembers() {
        ReplayCache cache = new ReplayCache(0);
        for (int i = 0; i < 300_000; i++) {
            cache.fresh(random.bytes(32), 0, 1);
        }
        assertTrue(cache.size() <= 131_072, () -> cache.size() + " entries");
    }

    @Test
    void shouldKeepWhatItRemembersThroughAFreeze() {
        ReplayCache cache = new ReplayCache(0);
        byte[] message = random.bytes(32);
        cache.fresh(message, 0, 20 * MINUTE_NS);
        Map<String, Object> frozen = cache.freeze(25 * MINUTE_NS);
        ReplayCache thawed = new ReplayCache(7);
        thawed.thaw(new FrozenMap(frozen), 1_000 * MINUTE_NS);
        assertFalse(thawed.fresh(message, 0, 1_020 * MINUTE_NS));
    }

    @Test
    void shouldTakeTheLowerMedianOfTheLatestSamples() {
        Skews skews = new Skews();
        for (int i = 0; i < 200; i++) {
            skews.sample(NodeId.of(random.bytes(32)), i);
        }
        assertEquals(167, skews.medianMs().orElseThrow(), "of the last 64: 136 to 199");
    }

    @Test
    void shouldReturnEveryCountedAddress() {
        Tally tally = new Tally();
        tally.add(Site.ip("10.0.0.1"));
        tally.add(Site.ip("10.0.0.2"));
        tally.add(Site.ip("10.0.1.1"));
        assertEquals(2, tally.of(Site.ip("10.0.0.77")));
        tally.remove(Site.ip("10.0.0.1"));
        tally.remove(Site.ip("10.0.0.2"));
        assertEquals(0, tally.of(Site.ip("10.0.0.77")));
        assertEquals(1, tally.total());
    }
}
