package org.qgate.store.internal.index;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.qgate.store.internal.journal.Located;
import org.qgate.store.internal.journal.Place;

/** The tree beside a map of the JDK. */
class IndexTest {
    private static final int STEPS = 30_000;
    private final long seed = Long.getLong("qgate.seed", 1);
    private final Random random = new Random(seed);
    private final NavigableMap<byte[], Place> model = new TreeMap<>(Arrays::compareUnsigned);

    private byte[] key() {
        int length = random.nextInt(20) == 0 ? 1 + random.nextInt(1024) : 1 + random.nextInt(6);
        byte[] key = new byte[length];
        for (int i = 0; i < length; i++) {
            key[i] = (byte) (random.nextInt(3) * 127); // 0, 127 and -2: the sign must not count
        }
        return IndexKey.of(random.nextInt(3), key);
    }

    private Place place() {
        return new Place(
                random.nextInt(), random.nextInt(1 << 30), 1 + random.nextInt(4 << 20), random.nextLong() >>> 9);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHoldWhatTheModelHolds(boolean outsideHeap) {
        for (int i = 0; i < 2_000; i++) {
            model.put(key(), place());
        }
        Iterator<Located> sorted = model.entrySet().stream()
                .map(entry -> new Located(
                        IndexKey.map(entry.getKey()), IndexKey.key(entry.getKey()), entry.getValue(), false))
                .iterator();
        try (Index index = Index.of(sorted, outsideHeap)) {
            for (int i = 0; i < STEPS; i++) {
                step(index, "seed " + seed + ", step " + i);
            }
            assertRange(index, IndexKey.of(0, new byte[0]), IndexKey.of(3, new byte[0]));
            assertRange(index, IndexKey.of(1, new byte[] {127}), IndexKey.of(1, new byte[] {-2, 0}));
            for (byte[] key : model.keySet().toArray(new byte[0][])) {
                assertEquals(model.remove(key), index.remove(key));
            }
            assertRange(index, IndexKey.of(0, new byte[0]), IndexKey.of(3, new byte[0]));
        }
    }

    private void step(Index index, String when) {
        byte[] key = key();
        switch (random.nextInt(4)) {
            case 0 -> assertEquals(model.remove(key), index.remove(key), when);
            case 1, 2 -> {
                Place place = place();
                assertEquals(model.put(key, place), index.put(key, place), when);
            }
            default -> assertEquals(model.get(key), index.get(key), when);
        }
    }

    private void assertRange(Index index, byte[] from, byte[] to) {
        Iterator<Map.Entry<byte[], Place>> found = index.range(from, to);
        model.subMap(from, to).forEach((key, place) -> {
            Map.Entry<byte[], Place> next = found.next();
            assertArrayEquals(key, next.getKey());
            assertEquals(place, next.getValue());
        });
        assertFalse(found.hasNext());
    }
}
