package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.sim.FaultDisk;

/** Where the end is marked, a bit that flips in the last batch is damage and not a batch that was not finished. */
class EndMarkTest {
    private static final String SEGMENT = "00000001.segment";
    private static final int HEADER = 128;
    private static final int LENGTH_AT = 4;
    private static final int BATCH_MAGIC = 0x51474231;
    private static final int MARK = 96;
    private final FaultDisk disk = new FaultDisk();

    private static void put(StoreCore store, String key) {
        store.namespace("space").map("map").put(bytes(key), bytes("value of " + key));
    }

    /** Where the last batch begins. */
    private static int last(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content);
        int at = HEADER;
        for (int next = at; in.getInt(next) == BATCH_MAGIC; next += in.getInt(next + LENGTH_AT)) {
            at = next;
        }
        return at;
    }

    private static int end(byte[] content) {
        int last = last(content);
        return last + ByteBuffer.wrap(content).getInt(last + LENGTH_AT);
    }

    /** Flips a bit of each byte of the last batch in turn. */
    private void assertNamed(FaultDisk found) {
        byte[] content = found.content(SEGMENT);
        int last = last(content);
        int end = end(content);
        for (int at = last; at < end; at++) {
            content[at] ^= 4;
            QGateException refused = assertThrows(QGateException.class, () -> Stores.open(found), "byte " + at);
            assertSame(StoreError.DAMAGED, refused.code());
            assertTrue(refused.getMessage().contains("segment 1 offset " + last + ":"), refused.getMessage());
            content[at] ^= 4;
        }
    }

    @Test
    void shouldNameAFlippedBitOfTheLastBatchOfAClosedStore() {
        try (StoreCore store = Stores.open(disk)) {
            put(store, "a");
            put(store, "b");
        }
        assertNamed(disk);
        try (StoreCore store = Stores.open(disk)) {
            assertEquals(0, store.status().discardedBytes());
            assertEquals(2, Stores.all(store, "space", "map").size());
        }
        assertNamed(disk);
    }

    @Test
    void shouldNameItInAStoreThatHadAQuietMoment() {
        try (StoreCore store = Stores.open(disk)) {
            put(store, "a");
            assertEquals(false, store.compact());
            assertNamed(disk);
        }
    }

    @Test
    void shouldGoOnInThePlaceOfTheMark() {
        try (StoreCore store = Stores.open(disk)) {
            put(store, "a");
            store.compact();
            put(store, "b");
            store.compact();
            put(store, "c");
        }
        try (StoreCore store = Stores.open(disk)) {
            put(store, "d");
        }
        try (StoreCore store = Stores.open(disk)) {
            assertEquals(4, Stores.all(store, "space", "map").size());
            assertEquals(0, store.status().discardedBytes());
            store.check();
        }
    }

    @Test
    void shouldLoseNothingWithTheMark() {
        try (StoreCore store = Stores.open(disk)) {
            put(store, "a");
        }
        byte[] content = disk.content(SEGMENT);
        int end = end(content);
        for (int at = end; at < end + MARK; at++) {
            byte[] whole = content.clone();
            content[at] ^= 1;
            try (StoreCore store = Stores.open(disk)) {
                assertEquals(1, Stores.all(store, "space", "map").size());
                assertTrue(store.status().discardedBytes() > 0, "byte " + at);
            }
            System.arraycopy(whole, 0, content, 0, whole.length);
        }
    }
}
