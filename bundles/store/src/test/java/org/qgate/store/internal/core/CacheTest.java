package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qgate.api.store.StoreMap;
import org.qgate.sim.FaultDisk;

/** What is kept is what was written last, within its bound, and is gone afterwards. */
class CacheTest {
    private static final int MOST = 64 << 10;
    private final Stores.Hand clock = new Stores.Hand();
    private final List<ByteBuffer> taken = new ArrayList<>();

    private ByteBuffer take(int bytes) {
        ByteBuffer memory = ByteBuffer.allocateDirect(bytes);
        taken.add(memory);
        return memory;
    }

    private static boolean isZero(ByteBuffer memory) {
        return memory.equals(ByteBuffer.allocate(memory.capacity()));
    }

    @Test
    void shouldGiveTheValueThatWasKeptOrNone() {
        long seed = Long.getLong("qgate.seed", 1);
        Random random = new Random(seed);
        CacheShard shard = new CacheShard(MOST, this::take);
        Map<Integer, byte[]> model = new HashMap<>();
        int found = 0;
        for (int i = 0; i < 100_000; i++) {
            int number = random.nextInt(600);
            byte[] key = bytes("key " + number);
            int hash = number % 500 * 0x9E3779B9; // some share theirs
            if (random.nextInt(10) == 0) {
                shard.forget(hash, key);
                model.remove(number);
            }
            byte[] value = shard.get(hash, key, clock);
            if (value != null) {
                found++;
                assertArrayEquals(model.get(number), value, "seed " + seed + ", step " + i);
            } else {
                model.computeIfAbsent(number, absent -> new byte[random.nextInt(400)]);
                random.nextBytes(model.get(number));
                shard.keep(hash, key, model.get(number), 0);
            }
        }
        assertTrue(found > 10_000, "seed " + seed + ": only " + found);
        assertEquals(MOST, taken.get(taken.size() - 1).capacity());
    }

    @Test
    void shouldLeaveNothingInItsMemory() {
        CacheShard shard = new CacheShard(MOST, this::take);
        for (int i = 0; i < 300; i++) {
            shard.keep(i * 31, bytes("key " + i), bytes("secret ".repeat(20)), 0);
        }
        assertTrue(taken.size() > 1, "it never grew");
        assertTrue(taken.subList(0, taken.size() - 1).stream().allMatch(CacheTest::isZero));
        assertTrue(taken.stream().anyMatch(memory -> !isZero(memory)));
        shard.close();
        assertTrue(taken.stream().allMatch(CacheTest::isZero));
        shard.keep(1, bytes("late"), bytes("secret"), 0);
        assertNull(shard.get(1, bytes("late"), clock));
        assertTrue(taken.stream().allMatch(CacheTest::isZero));
    }

    @Test
    void shouldTakeNoValueThatWouldPushOutMuch() {
        CacheShard shard = new CacheShard(MOST, this::take);
        shard.keep(1, bytes("large"), new byte[MOST / 4], 0);
        assertNull(shard.get(1, bytes("large"), clock));
    }

    @Test
    void shouldFollowEveryChangeOfTheStore() {
        try (StoreCore store = Stores.open(new FaultDisk(), clock)) {
            StoreMap map = store.namespace("space").map("map");
            byte[] key = bytes("k");
            for (int i = 0; i < 3; i++) {
                map.put(key, bytes("value " + i));
                assertRead(Optional.of("value " + i), map, key);
            }
            map.remove(key);
            assertRead(Optional.empty(), map, key);
            assertTrue(map.replace(key, Optional.empty(), bytes("again")));
            assertRead(Optional.of("again"), map, key);
            map.putUntil(key, bytes("short"), clock.wallMs() + 10);
            assertRead(Optional.of("short"), map, key);
            clock.turn(10);
            assertRead(Optional.empty(), map, key);
        }
    }

    @Test
    void shouldGoBackWithTheNamespace() {
        try (StoreCore store = Stores.open(new FaultDisk(), clock)) {
            StoreMap map = store.namespace("space").map("map");
            map.put(bytes("k"), bytes("before"));
            assertRead(Optional.of("before"), map, bytes("k"));
            store.namespace("space").branch();
            map.put(bytes("k"), bytes("after"));
            assertRead(Optional.of("after"), map, bytes("k"));
            store.namespace("space").rollback();
            assertRead(Optional.of("before"), map, bytes("k"));
        }
    }

    /** Reads from the disk, then what was kept, and sees that the caller's array is not what is kept. */
    private static void assertRead(Optional<String> expected, StoreMap map, byte[] key) {
        for (int i = 0; i < 3; i++) {
            Optional<byte[]> found = map.get(key);
            assertEquals(expected, found.map(Stores::text));
            found.ifPresent(value -> value[0] ^= 1);
        }
    }
}
