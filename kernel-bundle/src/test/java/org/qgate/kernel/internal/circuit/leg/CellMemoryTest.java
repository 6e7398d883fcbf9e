package org.qgate.kernel.internal.circuit.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** The bound on what waits holds after a failure, and no longer once a hand-over began. */
final class CellMemoryTest {
    private final CellMemory memory = new CellMemory(() -> 100);

    private final class Waiting extends Holder {
        private long bytes;
        private boolean failing;
        private int evictions;

        void add(long amount) {
            bytes += amount;
            memory.add(this, amount);
        }

        @Override
        protected long oldestNs() {
            return 0;
        }

        @Override
        protected void evict() {
            evictions++;
            if (failing) {
                throw new IllegalArgumentException("a defect");
            }
            long all = bytes;
            bytes = 0;
            memory.remove(this, all, 0);
        }
    }

    @Test
    void shouldEvictAgainAfterAnEvictionFailed() {
        Waiting one = new Waiting();
        one.failing = true;
        assertThrows(IllegalArgumentException.class, () -> one.add(101));
        one.failing = false;
        one.add(1);
        assertEquals(2, one.evictions);
        assertEquals(0, memory.bytes());
    }

    @Test
    void shouldEndNothingDuringAHandOver() {
        Waiting one = new Waiting();
        memory.stop();
        one.add(1_000);
        assertEquals(0, one.evictions);
        assertEquals(1_000, memory.bytes());
    }
}
