package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;
import static org.qgate.store.internal.core.Stores.text;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Disk;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.StoreSnapshot;
import org.qgate.sim.FaultDisk;
import org.qgate.store.internal.disk.FolderDisk;
import org.qgate.store.internal.journal.JournalSettings;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/** What is done in the background: sealing anew, removing what is over; and copies of a store that is used. */
class UpkeepTest {
    private static final int VALUE = 200;

    @TempDir
    Path folder;

    private final FaultDisk disk = new FaultDisk();
    private final TurningSeal seal = new TurningSeal();
    private final Stores.Hand clock = new Stores.Hand();

    /** Has epochs; one that was released opens nothing any more. */
    private static final class TurningSeal implements Seal {
        private final Seal real = new TestSeal("secret", 9, 1);
        private final List<Integer> released = new ArrayList<>();
        private int newest = 1;
        private int epoch = 1;
        private int oldest = 1;

        @Override
        public int epoch() {
            return epoch;
        }

        @Override
        public int newest() {
            return newest;
        }

        @Override
        public void renew() {
            epoch = newest;
        }

        @Override
        public void release(int before) {
            released.add(before);
            oldest = before;
        }

        @Override
        public int overhead() {
            return real.overhead();
        }

        private KeyName known(KeyName key) {
            assertTrue(key.epoch() >= oldest, key + " was released");
            return key;
        }

        @Override
        public byte[] seal(KeyName key, byte[] associated, byte[] plain) {
            return real.seal(known(key), associated, plain);
        }

        @Override
        public byte[] open(KeyName key, byte[] associated, byte[] sealed) throws GeneralSecurityException {
            return real.open(known(key), associated, sealed);
        }

        @Override
        public byte[] mac(KeyName key, byte[] first, byte[] second, int offset, int length) {
            return real.mac(known(key), first, second, offset, length);
        }
    }

    private StoreCore open(Disk on) {
        JournalSettings journal = new JournalSettings(Stores.SMALL_SEGMENT, bytes("store-identity-1"));
        return new StoreCore(on, seal, clock, new StoreSettings(journal, Stores.LARGE_BUDGET, false));
    }

    private static void fill(StoreCore store, int from, int to) {
        for (int i = from; i < to; i++) {
            store.namespace("space").map("map").put(bytes("key" + i), bytes(("value" + i).repeat(VALUE / 8)));
        }
    }

    private static void assertFilled(StoreCore store, int from, int to) {
        StoreMap map = store.namespace("space").map("map");
        for (int i = from; i < to; i++) {
            int number = i;
            String found = text(map.get(bytes("key" + i)).orElseThrow(() -> new AssertionError("key" + number)));
            assertEquals(("value" + i).repeat(VALUE / 8), found);
        }
    }

    /** Tends until there is nothing more to do; returns how many steps it took. */
    private static int tend(StoreCore store) {
        int steps = 0;
        while (store.tend()) {
            steps++;
            assertTrue(steps < 10_000, "no end");
        }
        return steps;
    }

    @Test
    void shouldSealEverythingAnewAndLetTheOldEpochGo() {
        try (StoreCore store = open(disk)) {
            fill(store, 0, 200);
            tend(store);
            assertEquals(1, store.status().oldestEpoch());
            seal.newest = 2;
            fill(store, 200, 220);
            assertEquals(1, store.status().oldestEpoch());
            assertTrue(store.tend(), "one segment a step");
            assertFilled(store, 0, 220);
            assertEquals(1, store.status().oldestEpoch());
            int steps = tend(store);
            assertTrue(steps > 1, steps + " steps");
            assertEquals(2, store.status().oldestEpoch());
            assertEquals(2, seal.oldest);
            assertFilled(store, 0, 220);
            store.check();
        }
        try (StoreCore again = open(disk)) {
            assertFilled(again, 0, 220);
            again.check();
            tend(again);
        }
    }

    @Test
    void shouldGoOnSealingAnewAfterARestart() {
        Random random = new Random(3);
        Disk after = disk;
        try (StoreCore store = open(disk)) {
            fill(store, 0, 200);
            seal.newest = 2;
            store.tend();
            store.tend();
            after = disk.afterPowerLoss(random);
        }
        seal.epoch = 2;
        try (StoreCore store = open(after)) {
            assertEquals(0, store.status().oldestEpoch(), "nobody looked");
            assertFilled(store, 0, 200);
            tend(store);
            assertEquals(2, store.status().oldestEpoch());
            assertFilled(store, 0, 200);
        }
    }

    @Test
    void shouldKeepTheOldEpochWhileSomebodyLooksAtIt() {
        try (StoreCore store = open(disk)) {
            fill(store, 0, 100);
            try (StoreSnapshot snapshot = store.namespace("space").snapshot()) {
                seal.newest = 2;
                tend(store);
                assertEquals(1, seal.oldest);
                assertTrue(snapshot.get("map", bytes("key7")).isPresent());
            }
            tend(store);
            assertEquals(2, seal.oldest);
        }
    }

    @Test
    void shouldFreeTheRoomOfWhatIsOver() {
        try (StoreCore store = open(disk)) {
            StoreMap map = store.namespace("space").map("map");
            for (int i = 0; i < 300; i++) {
                map.putUntil(bytes("old" + i), new byte[VALUE], clock.wallMs() + 1_000);
            }
            fill(store, 0, 20);
            int segments = store.status().segments();
            clock.turn(2_000);
            map.put(bytes("old7"), bytes("again"));
            tend(store);
            assertEquals(20 + 1 + 2, store.status().records(), "and two names in the catalogue");
            assertTrue(store.status().segments() < segments / 2, store.status()::toString);
            assertEquals("again", text(map.get(bytes("old7")).orElseThrow()));
            assertFilled(store, 0, 20);
            assertFalse(store.tend());
        }
    }

    @Test
    void shouldCopyOneMomentWhileOthersWrite() throws Exception {
        FolderDisk mine = new FolderDisk(folder.resolve("store"));
        Path copy = folder.resolve("copy");
        int acknowledged;
        try (StoreCore store = open(mine)) {
            fill(store, 0, 60);
            Thread writer = new Thread(() -> pairs(store));
            writer.start();
            StoreMap left = store.namespace("space").map("left");
            while (left.count(bytes("n")) < 5) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            acknowledged = (int) left.count(bytes("n"));
            store.export(copy);
            assertEquals(
                    StoreError.EXPORT,
                    assertThrows(QGateException.class, () -> store.export(copy)).code(),
                    "the folder is not empty");
            writer.join();
            tend(store);
        }
        try (StoreCore found = open(new FolderDisk(copy))) {
            found.check();
            assertFilled(found, 0, 60);
            long left = found.namespace("space").map("left").count(bytes("n"));
            assertEquals(
                    left, found.namespace("space").map("right").count(bytes("n")), "a batch is whole or not there");
            assertTrue(left >= acknowledged, left + " of " + acknowledged);
        }
    }

    private static void pairs(StoreCore store) {
        for (int i = 0; i < 60; i++) {
            Batch batch = store.namespace("space").batch();
            batch.add("left", bytes("n"), 1)
                    .put("left", bytes("filler"), new byte[VALUE])
                    .add("right", bytes("n"), 1);
            batch.commit();
        }
    }

    @Test
    void shouldRefuseACopyThatAnotherOneOvertook() {
        byte[] anchor;
        try (StoreCore store = open(disk)) {
            fill(store, 0, 10);
            anchor = store.latest();
            fill(store, 10, 20);
            assertFalse(Arrays.equals(anchor, store.latest()));
            anchor = store.latest();
        }
        JournalSettings same = new JournalSettings(Stores.SMALL_SEGMENT, bytes("store-identity-1"), anchor);
        try (StoreCore store = new StoreCore(disk, seal, clock, new StoreSettings(same, Stores.LARGE_BUDGET, false))) {
            fill(store, 20, 30);
        }
        try (StoreCore newer = new StoreCore(disk, seal, clock, new StoreSettings(same, Stores.LARGE_BUDGET, false))) {
            assertFilled(newer, 0, 30);
        }
        JournalSettings other = new JournalSettings(Stores.SMALL_SEGMENT, bytes("store-identity-2"), anchor);
        StoreSettings elsewhere = new StoreSettings(other, Stores.LARGE_BUDGET, false);
        FaultDisk empty = new FaultDisk();
        assertEquals(
                StoreError.OLDER_COPY,
                assertThrows(QGateException.class, () -> new StoreCore(empty, seal, clock, elsewhere))
                        .code());
    }
}
