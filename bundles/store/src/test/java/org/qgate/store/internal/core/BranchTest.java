package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.StoreSnapshot;
import org.qgate.api.store.Watch;
import org.qgate.sim.FaultDisk;

/** A namespace goes back to where it was branched, at once and whole, whatever happens meanwhile. */
class BranchTest {
    private final FaultDisk disk = new FaultDisk();
    private final Stores.Hand clock = new Stores.Hand();
    private StoreCore store = Stores.open(disk, clock);

    private Namespace space() {
        return store.namespace("space");
    }

    private void reopen() {
        store.close();
        store = Stores.open(disk, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void fill() {
        for (int i = 0; i < 30; i++) {
            space().map("one").put(bytes("k" + i), bytes("old " + i + "x".repeat(100)));
        }
        space().map("two").putUntil(bytes("short"), bytes("lived"), clock.wallMs() + 100);
    }

    private void change() {
        space().map("one").put(bytes("k1"), bytes("new"));
        space().map("one").remove(bytes("k2"));
        space().map("three").put(bytes("k"), bytes("of the new epoch"));
    }

    private static Map<String, String> content(StoreCore of) {
        Map<String, String> all = new TreeMap<>();
        for (String map : List.of("one", "two", "three")) {
            Stores.all(of, "space", map).forEach((key, value) -> all.put(map + "/" + key, value));
        }
        return all;
    }

    @Test
    void shouldGoBackToTheBranch() {
        fill();
        Map<String, String> before = content(store);
        long bytes = space().bytes();
        space().branch();
        assertEquals(bytes, space().bytes(), "a copy is outside the quota");
        change();
        reopen();
        assertTrue(space().isBranched());
        assertTrue(space().rollback());
        assertEquals(before, content(store));
        assertEquals(bytes, space().bytes());
        assertFalse(space().rollback());
        reopen();
        assertEquals(before, content(store));
        assertFalse(space().isBranched());
        clock.turn(100);
        assertFalse(content(store).containsKey("two/short"), "a copy is over when the original is");
    }

    @Test
    void shouldForgetTheBranchWhenSettled() {
        fill();
        space().branch();
        change();
        Map<String, String> after = content(store);
        assertTrue(space().settle());
        assertFalse(space().rollback());
        assertEquals(after, content(store));
        assertEquals(Set.of(0), difference(store.usedMaps(), store.maps("space").values()));
    }

    private static Set<Integer> difference(Set<Integer> all, Iterable<Integer> without) {
        Set<Integer> rest = new TreeSet<>(all);
        without.forEach(rest::remove);
        return rest;
    }

    @Test
    void shouldRefuseWhatABranchForbids() {
        QGateException nothing = assertThrows(QGateException.class, () -> space().branch());
        assertSame(StoreError.BRANCHED, nothing.code());
        fill();
        space().branch();
        assertThrows(QGateException.class, () -> space().branch());
        Batch early = space().batch().put("one", bytes("k1"), bytes("for the old map"));
        space().rollback();
        assertSame(
                StoreError.BRANCHED,
                assertThrows(QGateException.class, early::commit).code());
    }

    @Test
    void shouldTellWatchersAndLeaveSnapshotsAlone() {
        fill();
        space().branch();
        change();
        Watch watch = space().map("one").watch(() -> {});
        StoreSnapshot snapshot = space().snapshot();
        space().rollback();
        assertTrue(watch.lost());
        space().map("one").put(bytes("k3"), bytes("after"));
        assertEquals(1, watch.poll().size());
        assertEquals("new", Stores.text(snapshot.get("one", bytes("k1")).orElseThrow()));
        assertTrue(snapshot.get("one", bytes("k2")).isEmpty());
        snapshot.close();
    }

    @Test
    void shouldBeBeforeOrAfterWhenThePowerIsLost() {
        fill();
        Random random = new Random(3);
        Map<String, String> old = content(store);
        watchPower(random, Set.of(old), () -> space().branch());
        change();
        Map<String, String> changed = content(store);
        watchPower(random, Set.of(old, changed), () -> space().rollback());
        assertEquals(old, content(store));
    }

    private void watchPower(Random random, Set<Map<String, String>> allowed, Runnable task) {
        int[] losses = new int[1];
        disk.beforeStep(step -> {
            for (int i = 0; i < 8; i++) {
                losses[0]++;
                try (StoreCore found = Stores.open(disk.afterPowerLoss(random), clock)) {
                    assertTrue(allowed.contains(content(found)), "before: " + step);
                    found.compact();
                    assertTrue(allowed.contains(content(found)), "swept before: " + step);
                    int known =
                            found.maps("space").size() + found.maps("space@").size() + 1;
                    assertTrue(found.usedMaps().size() <= known, "nothing is left over");
                }
            }
        });
        task.run();
        disk.beforeStep(step -> {});
        assertTrue(losses[0] > 30, "only " + losses[0] + " power losses");
    }
}
