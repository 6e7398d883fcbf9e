package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;
import static org.qgate.store.internal.core.Stores.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Change;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.StoreSnapshot;
import org.qgate.api.store.Watch;
import org.qgate.sim.FaultDisk;

/** What the contract promises, on a disk that works. */
class StoreTest {
    private final FaultDisk disk = new FaultDisk();
    private final Stores.Hand clock = new Stores.Hand();
    private StoreCore store = Stores.open(disk, clock);
    private final StoreMap map = store.namespace("peers").map("names");

    /** The namespace of whichever store is open. */
    private Namespace peers() {
        return store.namespace("peers");
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        store.close();
        store = Stores.open(disk, clock);
    }

    private static void assertValue(String expected, Optional<byte[]> found) {
        assertEquals(Optional.ofNullable(expected), found.map(Stores::text));
    }

    @Test
    void shouldKeepWhatWasPut() {
        map.put(bytes("a"), bytes("1"));
        map.put(bytes("a"), bytes("2"));
        map.put(bytes("b"), new byte[0]);
        map.put(bytes("c"), bytes("3"));
        map.remove(bytes("c"));
        reopen();
        assertValue("2", peers().map("names").get(bytes("a")));
        assertValue("", peers().map("names").get(bytes("b")));
        assertValue(null, peers().map("names").get(bytes("c")));
        assertValue(null, peers().map("other").get(bytes("a")));
        assertValue(null, store.namespace("guards").map("names").get(bytes("a")));
        assertEquals(1, store.status().segmentsScanned());
    }

    @Test
    void shouldOrderKeysAsUnsignedBytes() {
        for (int key : new int[] {200, 1, 127, 128, 3}) {
            map.put(new byte[] {(byte) key}, bytes("v" + key));
        }
        peers().map("zz").put(bytes("other"), bytes("map"));
        List<Row> rows = map.range(new byte[] {3}, new byte[] {(byte) 200}, 10);
        assertEquals(
                List.of("v3", "v127", "v128"),
                rows.stream().map(row -> text(row.value())).toList());
        assertEquals(5, map.range(new byte[0], new byte[0], 10).size());
        assertEquals(2, map.range(new byte[0], new byte[0], 2).size());
        assertEquals(List.of(), map.range(new byte[] {9}, new byte[] {2}, 2));
    }

    @Test
    void shouldCount() {
        assertEquals(5, map.add(bytes("n"), 5));
        assertEquals(2, map.add(bytes("n"), -3));
        reopen();
        assertEquals(2, peers().map("names").count(bytes("n")));
        assertEquals(0, peers().map("names").count(bytes("m")));
        peers().map("names").put(bytes("text"), bytes("abc"));
        QGateException refused =
                assertThrows(QGateException.class, () -> peers().map("names").add(bytes("text"), 1));
        assertSame(StoreError.NO_COUNTER, refused.code());
    }

    @Test
    void shouldSetOnlyWhatIsAsExpected() {
        assertTrue(map.replace(bytes("k"), Optional.empty(), bytes("1")));
        assertFalse(map.replace(bytes("k"), Optional.empty(), bytes("2")));
        assertFalse(map.replace(bytes("k"), Optional.of(bytes("9")), bytes("2")));
        assertTrue(map.replace(bytes("k"), Optional.of(bytes("1")), bytes("2")));
        assertValue("2", map.get(bytes("k")));
    }

    @Test
    void shouldChangeAllOfABatchOrNothing() {
        map.put(bytes("k"), bytes("1"));
        boolean held = peers().batch()
                .put("names", bytes("a"), bytes("x"))
                .put("more", bytes("b"), bytes("y"))
                .expect("names", bytes("k"), Optional.of(bytes("2")))
                .commit();
        assertFalse(held);
        assertValue(null, map.get(bytes("a")));
        assertTrue(peers().batch()
                .put("names", bytes("a"), bytes("x"))
                .put("more", bytes("b"), bytes("y"))
                .remove("names", bytes("k"))
                .commit());
        reopen();
        assertEquals(Map.of("a", "x"), Stores.all(store, "peers", "names"));
        assertEquals(Map.of("b", "y"), Stores.all(store, "peers", "more"));
    }

    @Test
    void shouldLetValuesGoOver() {
        map.putUntil(bytes("k"), bytes("1"), clock.wallMs() + 100);
        clock.turn(99);
        assertValue("1", map.get(bytes("k")));
        clock.turn(1);
        assertValue(null, map.get(bytes("k")));
        assertEquals(List.of(), map.range(new byte[0], new byte[0], 9));
        assertTrue(map.replace(bytes("k"), Optional.empty(), bytes("2")));
    }

    @Test
    void shouldKeepASnapshotAsItWas() {
        map.put(bytes("a"), bytes("1"));
        map.put(bytes("b"), bytes("2"));
        try (StoreSnapshot snapshot = peers().snapshot()) {
            map.put(bytes("a"), bytes("9"));
            map.remove(bytes("b"));
            map.put(bytes("c"), bytes("3"));
            map.put(bytes("b"), bytes("8"));
            assertValue("1", snapshot.get("names", bytes("a")));
            assertValue("2", snapshot.get("names", bytes("b")));
            assertValue(null, snapshot.get("names", bytes("c")));
            List<Row> rows = snapshot.range("names", new byte[0], new byte[0], 10);
            assertEquals(
                    List.of("1", "2"),
                    rows.stream().map(row -> text(row.value())).toList());
        }
        assertEquals(Map.of("a", "9", "b", "8", "c", "3"), Stores.all(store, "peers", "names"));
    }

    @Test
    void shouldTellWatchersInOrder() {
        int[] woken = new int[1];
        try (Watch watch = map.watch(() -> woken[0]++)) {
            map.put(bytes("a"), bytes("1"));
            map.remove(bytes("a"));
            peers().map("other").put(bytes("a"), bytes("1"));
            List<Change> changes = watch.poll();
            assertEquals(2, changes.size());
            assertArrayEquals(bytes("1"), changes.get(0).value().orElseThrow());
            assertEquals(Optional.empty(), changes.get(1).value());
            assertTrue(changes.get(0).sequence() < changes.get(1).sequence());
            assertEquals(2, woken[0]);
            assertFalse(watch.lost());
            for (int i = 0; i <= Watch.KEPT; i++) {
                map.put(bytes("a"), bytes("" + i));
            }
            assertTrue(watch.lost());
        }
        map.put(bytes("a"), bytes("after"));
        assertEquals(2 + Watch.KEPT + 1, woken[0]);
    }

    @Test
    void shouldRefuseBeyondTheQuota() {
        map.put(bytes("a"), new byte[1000]);
        store.quota("peers", peers().bytes() + 500);
        QGateException refused = assertThrows(QGateException.class, () -> map.put(bytes("b"), new byte[1000]));
        assertSame(StoreError.QUOTA, refused.code());
        map.put(bytes("a"), new byte[1200]);
        map.remove(bytes("a"));
        map.put(bytes("b"), new byte[1000]);
        store.namespace("guards").map("names").put(bytes("b"), new byte[2000]);
        reopen();
        assertTrue(peers().bytes() > 1000 && peers().bytes() < 1200, "holds " + peers().bytes());
    }

    @Test
    void shouldTakeNoNewKeyWhenTheIndexIsFull() {
        map.put(bytes("a"), bytes("1"));
        store.close();
        store = Stores.open(disk, clock, 1);
        StoreMap full = peers().map("names");
        QGateException refused = assertThrows(QGateException.class, () -> full.put(bytes("b"), bytes("1")));
        assertSame(StoreError.INDEX_FULL, refused.code());
        full.put(bytes("a"), bytes("2"));
        full.remove(bytes("a"));
    }

    @Test
    void shouldRefuseWhatIsTooLarge() {
        assertSame(
                StoreError.TOO_LARGE,
                assertThrows(QGateException.class, () -> map.put(bytes("a"), new byte[4096]))
                        .code());
        assertSame(
                StoreError.TOO_LARGE,
                assertThrows(QGateException.class, () -> map.put(new byte[1025], bytes("")))
                        .code());
        assertThrows(IllegalArgumentException.class, () -> store.namespace("Not a name"));
    }

    @Test
    void shouldFreeSegmentsAndKeepWhatIsLive() {
        for (int round = 0; round < 40; round++) {
            for (int key = 0; key < 20; key++) {
                map.put(bytes("k" + key), bytes("round " + round + " " + "x".repeat(80)));
            }
        }
        map.remove(bytes("k7"));
        map.putUntil(bytes("k8"), bytes("short"), clock.wallMs() + 1);
        clock.turn(1);
        Map<String, String> before = Stores.all(store, "peers", "names");
        int segments = store.status().segments();
        assertTrue(segments > 10, "only " + segments + " segments");
        while (store.compact()) {
            assertEquals(before, Stores.all(store, "peers", "names"));
        }
        assertTrue(store.status().segments() <= 3, store.status().segments() + " segments left");
        assertEquals(store.status().segments(), disk.list().size() - 1);
        store.check();
        reopen();
        assertEquals(before, Stores.all(store, "peers", "names"));
        assertEquals(18, before.size());
    }

    @Test
    void shouldFreeNothingThatASnapshotNeeds() {
        for (int i = 0; i < 300; i++) {
            map.put(bytes("k"), bytes("v" + i + "x".repeat(100)));
        }
        StoreSnapshot snapshot = peers().snapshot();
        for (int i = 0; i < 300; i++) {
            map.put(bytes("k"), bytes("w" + i + "x".repeat(100)));
        }
        assertFalse(store.compact());
        assertValue("v299" + "x".repeat(100), snapshot.get("names", bytes("k")));
        snapshot.close();
        assertTrue(store.compact());
    }

    @Test
    void shouldRefuseOnceClosed() {
        store.close();
        assertSame(
                StoreError.CLOSED,
                assertThrows(QGateException.class, () -> map.put(bytes("a"), bytes("1")))
                        .code());
    }
}
