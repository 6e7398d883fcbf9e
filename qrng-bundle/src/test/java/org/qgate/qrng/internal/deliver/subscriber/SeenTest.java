package org.qgate.qrng.internal.deliver.subscriber;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.qrng.internal.deliver.HandClock;
import org.qgate.qrng.internal.deliver.pool.Cursor;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSeeds;
import org.qgate.sim.store.MemoryStore;

class SeenTest {
    private static final long STEP = 100;
    private final MemoryStore store = new MemoryStore(new HandClock());

    private Seen seen() {
        return new Seen(new Cursor(() -> store.namespace("qrng").map("cursors"), "from/x", STEP, 0));
    }

    private static void refuses(Seen seen, long from, long length) {
        QGateException refused = assertThrows(QGateException.class, () -> seen.take(from, length));
        assertEquals(QrngError.BAD_CHUNK, refused.code());
    }

    @Test
    void shouldTakeEachOnceInAnyOrder() {
        Seen seen = seen();
        seen.take(50, 10);
        seen.take(20, 30);
        seen.take(60, 5);
        seen.take(0, 20);
        for (long at = 0; at < 65; at++) {
            refuses(seen, at, 1);
        }
        refuses(seen, 64, 10);
        seen.take(65, 1);
        assertEquals(66, seen.above());
    }

    @Test
    void shouldRefuseWhatSurroundsWhatWasTaken() {
        Seen seen = seen();
        seen.take(50, 10);
        refuses(seen, 40, 30);
        refuses(seen, 40, 11);
        seen.take(40, 10);
    }

    @Test
    void shouldRefuseAllThatWasReservedBeforeACrash() {
        seen().take(10, 10);
        Seen next = seen();
        assertEquals(120, next.above());
        assertEquals(120, next.wish());
        refuses(next, 30, 1);
        refuses(next, 119, 5);
        next.take(120, 1);
        assertEquals(0, next.wish());
    }

    @Test
    void shouldGiveBackWhatWasReservedWhenItEnds() {
        Seen first = seen();
        first.take(10, 10);
        first.settle();
        refuses(seen(), 19, 1);
        assertEquals(0, seen().wish());
        seen().take(20, 1);
    }

    @Test
    void shouldForgetGapsBeforeItForgetsWhatWasTaken() {
        Seen seen = seen();
        for (int i = 0; i < 200; i++) {
            seen.take(10L * i, 5);
        }
        refuses(seen, 5, 1);
        seen.take(1_985, 5);
        for (int i = 0; i < 200; i++) {
            refuses(seen, 10L * i, 1);
        }
    }

    @Test
    void shouldEndRatherThanWrapAround() {
        Seen seen = seen();
        assertThrows(QGateException.class, () -> seen.take(Long.MAX_VALUE - 10, 10));
        seen.take(0, 10);
    }

    @Test
    void shouldNeverTakeTwiceOverCrashes() {
        SimSeeds.each(40, 400, seed -> {
            MemoryStore disk = new MemoryStore(new HandClock());
            SimRandom random = new SimRandom(seed);
            BitSet taken = new BitSet();
            Seen seen = over(disk);
            for (int i = 0; i < 500; i++) {
                if (random.upTo(20) == 0) {
                    if (random.upTo(2) == 0) {
                        seen.settle();
                    }
                    seen = over(disk);
                }
                int from = (int) Math.max(0, seen.above() - 100 + random.upTo(200));
                int length = 1 + (int) random.upTo(40);
                try {
                    seen.take(from, length);
                } catch (QGateException refused) {
                    assertEquals(QrngError.BAD_CHUNK, refused.code());
                    continue;
                }
                int first = taken.nextSetBit(from);
                assertEquals(true, first < 0 || first >= from + length, "taken twice: " + first);
                taken.set(from, from + length);
            }
        });
    }

    private static Seen over(MemoryStore disk) {
        return new Seen(new Cursor(() -> disk.namespace("qrng").map("cursors"), "from/x", STEP, 0));
    }
}
