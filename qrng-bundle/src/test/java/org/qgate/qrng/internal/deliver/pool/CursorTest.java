package org.qgate.qrng.internal.deliver.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.store.StoreMap;
import org.qgate.qrng.internal.deliver.HandClock;
import org.qgate.sim.store.MemoryStore;

class CursorTest {
    private static final long STEP = 1_000;
    private final MemoryStore store = new MemoryStore(new HandClock());
    private final StoreMap map = store.namespace("qrng").map("cursors");

    private Cursor cursor() {
        return cursor(0);
    }

    private Cursor cursor(long floor) {
        return new Cursor(() -> map, "node", STEP, floor);
    }

    @Test
    void shouldNumberWithoutGapsAndWriteOnceAStep() {
        Cursor cursor = cursor();
        long before = store.commits();
        for (int i = 0; i < 10; i++) {
            assertEquals(i * 100L, cursor.advance(100));
        }
        assertEquals(1, store.commits() - before);
        assertEquals(1_000, cursor.advance(1));
        assertEquals(2, store.commits() - before);
    }

    @Test
    void shouldBurnTheStepOfWhoDied() {
        assertEquals(0, cursor().advance(10));
        assertEquals(1_000, cursor().advance(10));
    }

    @Test
    void shouldGoOnExactlyAfterASettlement() {
        Cursor first = cursor();
        first.advance(10);
        assertTrue(first.settle());
        assertEquals(10, cursor().advance(10));
    }

    @Test
    void shouldReserveMoreThanAStepAtOnce() {
        assertEquals(0, cursor().advance(5_000));
        assertEquals(5_000, cursor().advance(1));
    }

    @Test
    void shouldGiveNothingWhileTheStoreRefuses() {
        Cursor cursor = cursor();
        store.full(true);
        QGateException refused = assertThrows(QGateException.class, () -> cursor.advance(10));
        assertEquals(QrngError.CURSOR, refused.code());
        store.full(false);
        assertEquals(0, cursor.advance(10));
    }

    @Test
    void shouldRefuseWhileThereIsNoStore() {
        Cursor cursor = new Cursor(
                () -> {
                    throw new QGateException(BaseError.SERVICE_ABSENT, "store");
                },
                "node",
                STEP,
                0);
        assertEquals(
                QrngError.CURSOR,
                assertThrows(QGateException.class, () -> cursor.advance(1)).code());
    }

    @Test
    void shouldNeverGiveWhatAnotherOneGives() {
        Cursor one = cursor();
        Cursor other = cursor();
        assertEquals(0, one.advance(10));
        assertEquals(1_000, other.advance(10));
        assertEquals(10, one.advance(10)); // still of its own step
        assertEquals(2_000, one.advance(STEP));
    }

    @Test
    void shouldBeginAtItsFloorWhenTheStoreIsBehind() {
        assertEquals(7_000, cursor(7_000).advance(10));
        assertEquals(8_000, cursor(3_000).advance(10)); // the store is ahead
    }

    @Test
    void shouldLeaveOutWhatIsSkipped() {
        Cursor cursor = cursor();
        cursor.skipTo(4_321);
        assertEquals(4_321, cursor.advance(1));
        cursor.skipTo(5);
        assertEquals(4_322, cursor.position());
        assertEquals(5_321, cursor().position());
    }

    @Test
    void shouldEndBeforeNumbersTurnNegative() {
        Cursor cursor = cursor();
        assertThrows(QGateException.class, () -> cursor.skipTo(Long.MAX_VALUE));
        cursor.skipTo(Long.MAX_VALUE - 2 * STEP);
        assertFalse(cursor.advance(1) < 0);
        assertThrows(QGateException.class, () -> cursor.advance(2 * STEP));
    }
}
