package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Batch;
import org.qgate.sim.FaultDisk;

/** Footers of several pages, each read for itself. */
class FooterPagesTest {
    private static final int SEGMENT = 704 << 10;
    private static final String FIRST = "00000001.segment";
    private static final int KEYS = 9_000;
    private static final int BATCH = 500;
    private static final int HEADER = 128;
    private static final int BATCH_MAGIC = 0x51474231;
    private final FaultDisk disk = new FaultDisk();

    private StoreCore open() {
        return Stores.open(disk, new Stores.Hand(), Stores.LARGE_BUDGET, SEGMENT);
    }

    private static byte[] key(int number) {
        return bytes("key " + (100_000 + number * 7_919L % KEYS)); // 7,919 is a prime: every key once, in no order
    }

    @BeforeEach
    void fill() {
        try (StoreCore store = open()) {
            for (int i = 0; i < KEYS; i += BATCH) {
                Batch batch = store.namespace("space").batch();
                for (int k = i; k < i + BATCH; k++) {
                    batch.put("map", key(k), bytes("value"));
                }
                batch.commit();
            }
            assertTrue(store.status().segments() >= 2, "one segment only");
        }
    }

    /** Where the pages of the first segment's footer begin, and behind them its end. */
    private List<Integer> pages() {
        ByteBuffer in = ByteBuffer.wrap(disk.content(FIRST));
        int at = HEADER;
        while (in.getInt(at) == BATCH_MAGIC) {
            at += in.getInt(at + 4);
        }
        List<Integer> pages = new ArrayList<>();
        for (at += 4; in.getInt(at) != 0; at += in.getInt(at)) {
            pages.add(at);
        }
        pages.add(at);
        assertTrue(pages.size() > 4, "pages: " + pages);
        return pages;
    }

    private void assertRefused(String when) {
        QGateException refused = assertThrows(QGateException.class, this::open, when);
        assertSame(StoreError.DAMAGED, refused.code(), when);
        assertTrue(refused.getMessage().startsWith("QG-STO-0001 segment 1 offset "), refused.getMessage());
    }

    @Test
    void shouldFindAllKeysAgain() {
        try (StoreCore store = open()) {
            assertEquals(KEYS, Stores.all(store, "space", "map").size());
            assertEquals(store.status().segments() - 1, store.status().footersRead());
            store.check();
        }
    }

    @Test
    void shouldRefuseAFlippedBitOfAnyPage() {
        long seed = Long.getLong("qgate.seed", 1);
        Random random = new Random(seed);
        List<Integer> pages = pages();
        byte[] content = disk.content(FIRST);
        for (int i = 1; i < pages.size(); i++) {
            for (int flip = 0; flip < 3; flip++) {
                int first = pages.get(i - 1);
                int at = first + (flip == 0 ? random.nextInt(4) : random.nextInt(pages.get(i) - first));
                byte bit = (byte) (1 << random.nextInt(8));
                content[at] ^= bit;
                assertRefused("seed " + seed + ", byte " + at);
                content[at] ^= bit;
            }
        }
    }

    @Test
    void shouldRefusePagesThatChangedPlaces() {
        List<Integer> pages = pages();
        int one = pages.get(1); // the first has the catalogue's keys, too
        int other = pages.get(2);
        assertEquals(other - one, pages.get(3) - other);
        byte[] content = disk.content(FIRST);
        byte[] moved = Arrays.copyOfRange(content, one, other);
        System.arraycopy(content, other, content, one, moved.length);
        System.arraycopy(moved, 0, content, other, moved.length);
        assertRefused("changed places");
    }
}
