package org.qgate.qrng.internal.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.qrng.internal.source.Sources.refused;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QrngError;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimSeeds;

class FeedTest {
    private static final int RING = 1 << 19;

    private final Threads threads = new Threads();

    /** Gives counted bytes, as many as are asked for up to a bound, and fails at the end when told. */
    private static final class Counted implements ByteStream {
        final AtomicLong given = new AtomicLong();
        private final int most;
        private final long end;
        private final IOException failure;

        Counted(int most, long end, IOException failure) {
            this.most = most;
            this.end = end;
            this.failure = failure;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = (int) Math.min(Math.min(most, length), end - given.get());
            if (count == 0 && failure != null) {
                throw failure;
            }
            for (int i = 0; i < count; i++) {
                into[offset + i] = value(given.get() + i);
            }
            given.addAndGet(count);
            return count == 0 ? -1 : count;
        }

        static byte value(long number) {
            return (byte) (number * 31 + (number >>> 8) * 7 + (number >>> 16));
        }

        @Override
        public void close() {
            // nothing waits
        }
    }

    @AfterEach
    void nothingRunsOn() {
        threads.awaitIdle();
    }

    private Feed feed(ByteStream stream) {
        return new Feed("dev", stream).start(threads.workers("feed", 1, 1));
    }

    private static void awaitGiven(Counted stream, long wanted) {
        while (stream.given.get() < wanted) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldGiveEachByteOnceInOrderHoweverItIsTaken() {
        SimSeeds.each(3, 30, seed -> {
            SimRandom random = new SimRandom(seed);
            Counted stream = new Counted(1 + (int) random.upTo(RING), 8L * RING, null);
            try (Feed feed = feed(stream)) {
                byte[] into = new byte[RING];
                long taken = 0;
                int read = 1;
                while (read > 0) {
                    awaitGiven(stream, Math.min(8L * RING, taken + RING / 2)); // so that the ring is full now and then
                    read = feed.take(into, 0, 1 + (int) random.upTo(RING), 20_000);
                    for (int i = 0; i < read; i++) {
                        assertEquals(Counted.value(taken + i), into[i], "byte " + (taken + i));
                    }
                    taken += Math.max(0, read);
                    assertTrue(stream.given.get() <= taken + RING, "never further ahead than its ring");
                }
                assertEquals(8L * RING, taken);
            }
        });
    }

    @Test
    void shouldGiveWhatCameBeforeAFailure() {
        try (Feed feed = feed(new Counted(100, 250, new NonsenseException("odd")))) {
            byte[] into = new byte[1000];
            int taken = 0;
            while (taken < 250) {
                taken += feed.take(into, taken, 1000 - taken, 20_000);
            }
            refused(QrngError.NONSENSE, "dev: odd", () -> feed.take(into, 0, 10, 20_000));
        }
    }
}
