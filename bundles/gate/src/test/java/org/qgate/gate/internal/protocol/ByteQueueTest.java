package org.qgate.gate.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {
    private static final int MOST = 10_000;

    private final ByteQueue queue = new ByteQueue(MOST);

    @Test
    void shouldGiveBytesBackInOrderWithinItsBound() {
        long seed = Long.getLong("qgate.seed", 20261120);
        Random random = new Random(seed);
        Queue<Byte> model = new ArrayDeque<>();
        for (int step = 0; step < 5_000; step++) {
            byte[] part = new byte[3 + random.nextInt(4_000)];
            if (random.nextBoolean()) {
                random.nextBytes(part);
                int put = queue.put(part, 2, part.length - 2);
                assertEquals(Math.min(part.length - 2, MOST - model.size()), put, "seed " + seed);
                for (int i = 0; i < put; i++) {
                    model.add(part[2 + i]);
                }
            } else {
                int taken = queue.take(part, 1, part.length - 1);
                assertEquals(Math.min(part.length - 1, model.size()), taken, "seed " + seed);
                byte[] expected = new byte[part.length];
                for (int i = 0; i < taken; i++) {
                    expected[1 + i] = model.remove();
                }
                assertArrayEquals(expected, part, "seed " + seed);
            }
            assertEquals(model.size(), queue.size());
            assertEquals(MOST - model.size(), queue.room());
        }
        queue.clear();
        assertEquals(0, queue.take(new byte[10], 0, 10));
    }
}
