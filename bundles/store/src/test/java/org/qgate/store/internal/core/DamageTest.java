package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.sim.FaultDisk;
import org.qgate.sim.SimSeeds;
import org.qgate.store.internal.journal.JournalSettings;

/** What is not as it was written is named and never served. */
class DamageTest {
    private static final int PUTS = 200;
    private final FaultDisk disk = new FaultDisk();
    private final Map<String, byte[]> originals = new TreeMap<>();
    private TreeMap<String, String> content;

    @BeforeEach
    void fill() {
        try (StoreCore store = Stores.open(disk)) {
            for (int i = 0; i < PUTS; i++) {
                store.namespace("space").map("map").put(bytes("k" + i % 150), bytes("value " + i + "x".repeat(150)));
            }
            content = new TreeMap<>(Stores.all(store, "space", "map"));
            assertTrue(store.status().segments() >= 4, "only " + store.status().segments() + " segments");
        }
        disk.list().forEach(name -> originals.put(name, disk.content(name).clone()));
    }

    private List<String> segments() {
        return disk.list().stream().filter(name -> name.endsWith(".segment")).toList();
    }

    /** Opens, reads and checks all; returns what was refused, or null. */
    private QGateException refusal(FaultDisk found) {
        try (StoreCore store = Stores.open(found)) {
            Map<String, String> all = Stores.all(store, "space", "map");
            assertEquals(content, all, "something else was served");
            store.check();
            return null;
        } catch (QGateException refused) {
            return refused;
        }
    }

    @Test
    void shouldNeverServeAFlippedBit() {
        Random random = new Random(1);
        int named = 0;
        for (String name : disk.list()) {
            for (int i = 0; i < (SimSeeds.isLong() ? 5_000 : 120); i++) {
                int at = random.nextInt(disk.content(name).length);
                disk.content(name)[at] ^= (byte) (1 << random.nextInt(8));
                FaultDisk copy = copy();
                QGateException refused = refusal(copy);
                disk.content(name)[at] = original(name)[at];
                if (refused != null) {
                    named++;
                    assertNamed(name, refused);
                }
            }
        }
        assertTrue(named > 250, "only " + named + " were named");
    }

    private byte[] original(String name) {
        return originals.get(name);
    }

    private FaultDisk copy() {
        FaultDisk copy = new FaultDisk();
        for (String name : disk.list()) {
            byte[] bytes = disk.content(name);
            try {
                copy.create(name, bytes.length).write(0, bytes, 0, bytes.length);
            } catch (IOException impossible) {
                throw new AssertionError(impossible);
            }
        }
        return copy;
    }

    private static void assertNamed(String file, QGateException refused) {
        if (file.equals("manifest")) {
            assertTrue(
                    List.of(StoreError.WRONG_KEY, StoreError.DAMAGED, StoreError.UNKNOWN_FORMAT)
                            .contains(refused.code()),
                    refused.toString());
            return;
        }
        assertSame(StoreError.DAMAGED, refused.code());
        int number = Integer.parseInt(file.substring(0, 8), 16);
        String where = "segment " + number + " offset [0-9]+: .*";
        assertTrue(refused.getMessage().matches("QG-STO-0001 " + where), refused.getMessage());
    }

    @Test
    void shouldNameAMissingSegment() throws Exception {
        for (String name : segments()) {
            FaultDisk copy = copy();
            copy.delete(name);
            QGateException refused = assertThrows(QGateException.class, () -> Stores.open(copy));
            assertSame(StoreError.MISSING_SEGMENT, refused.code());
            assertTrue(refused.getMessage().contains(name), refused.getMessage());
        }
        FaultDisk copy = copy();
        copy.delete("manifest");
        assertSame(
                StoreError.MISSING_SEGMENT,
                assertThrows(QGateException.class, () -> Stores.open(copy)).code());
    }

    @Test
    void shouldRefuseSegmentsThatChangedPlaces() {
        List<String> names = segments();
        for (int i = 1; i < names.size(); i++) {
            FaultDisk copy = copy();
            System.arraycopy(original(names.get(0)), 0, copy.content(names.get(i)), 0, Stores.SMALL_SEGMENT);
            QGateException refused = refusal(copy);
            assertNotNull(refused, names.get(i));
            assertNamed(names.get(i), refused);
        }
    }

    @Test
    void shouldRefuseASegmentOfAnotherStore() {
        FaultDisk other = new FaultDisk();
        JournalSettings settings =
                new JournalSettings(Stores.SMALL_SEGMENT, "store-identity-2".getBytes(StandardCharsets.UTF_8));
        StoreSettings same = new StoreSettings(settings, Stores.LARGE_BUDGET, false);
        try (StoreCore store = new StoreCore(other, new TestSeal("secret", 77, 1), new Stores.Hand(), same)) {
            for (int i = 0; i < PUTS; i++) {
                store.namespace("space").map("map").put(bytes("k" + i % 150), bytes("value " + i + "x".repeat(150)));
            }
        }
        for (String name : segments()) {
            FaultDisk copy = copy();
            System.arraycopy(other.content(name), 0, copy.content(name), 0, Stores.SMALL_SEGMENT);
            assertNotNull(refusal(copy), name);
        }
    }

    /** All records of this test have a place of the same size: any two can be exchanged. */
    @Test
    void shouldRefuseARecordThatWasMovedOrReplayed() {
        String name = segments().get(1);
        byte[] bytes = original(name);
        int first = 128;
        int length = ByteBuffer.wrap(bytes).getInt(first + 4);
        for (int at = first + length; at < first + 20 * length; at += length) {
            FaultDisk copy = copy();
            System.arraycopy(bytes, first, copy.content(name), at, length);
            QGateException refused = refusal(copy);
            assertNotNull(refused, "at " + at);
            assertNamed(name, refused);
        }
    }

    @Test
    void shouldChangeNothingWithAWrongKey() {
        FaultDisk copy = copy();
        long steps = copy.steps();
        JournalSettings settings = new JournalSettings(Stores.SMALL_SEGMENT, new byte[16]);
        StoreSettings same = new StoreSettings(settings, Stores.LARGE_BUDGET, false);
        QGateException refused = assertThrows(
                QGateException.class, () -> new StoreCore(copy, new TestSeal("other", 1, 1), new Stores.Hand(), same));
        assertSame(StoreError.WRONG_KEY, refused.code());
        assertEquals(steps, copy.steps());
        disk.list().forEach(name -> assertArrayEquals(original(name), copy.content(name)));
    }

    @Test
    void shouldReadAndGoOnWhenTheDiskWasFull() {
        try (StoreCore store = Stores.open(disk)) {
            var map = store.namespace("space").map("map");
            disk.capacity((long) segments().size() * Stores.SMALL_SEGMENT + 4096);
            QGateException refused = assertThrows(QGateException.class, () -> {
                for (int i = 0; i < 200; i++) {
                    map.put(bytes("more"), bytes(i + "x".repeat(150)));
                }
            });
            assertSame(StoreError.DISK_FULL, refused.code());
            content.keySet().forEach(key -> assertTrue(map.get(bytes(key)).isPresent(), key));
            disk.capacity(Long.MAX_VALUE);
            map.put(bytes("more"), bytes("goes on"));
        }
        try (StoreCore store = Stores.open(disk)) {
            store.check();
            assertEquals("goes on", Stores.all(store, "space", "map").get("more"));
        }
    }

    @Test
    void shouldWriteNoMoreAfterTheDiskFailed() {
        StoreCore store = Stores.open(disk);
        var map = store.namespace("space").map("map");
        disk.failAt(disk.steps() + 1);
        assertSame(
                StoreError.FAILED,
                assertThrows(QGateException.class, () -> map.put(bytes("a"), bytes("1")))
                        .code());
        disk.failAt(Long.MAX_VALUE);
        assertSame(
                StoreError.FAILED,
                assertThrows(QGateException.class, () -> map.put(bytes("a"), bytes("2")))
                        .code());
        assertTrue(map.get(bytes("k1")).isPresent());
        assertTrue(
                store.status().failed().contains("power lost"), store.status().failed());
        store.close();
    }
}
