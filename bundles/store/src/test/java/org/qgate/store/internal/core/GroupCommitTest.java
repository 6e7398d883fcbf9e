package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.StoreStatus;
import org.qgate.store.internal.disk.FolderDisk;

/** Threads that commit at the same time share batches. */
class GroupCommitTest {
    private static final int WRITERS = 8;
    private static final int PUTS = 60;

    @Test
    void shouldWriteInOneGroupWhatCameMeanwhile() throws Exception {
        List<Integer> groups = new ArrayList<>();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        GroupCommit commits = new GroupCommit(350, group -> {
            groups.add(group.size());
            group.forEach(each -> each.decide(true));
            begun.countDown();
            await(goOn);
        });
        ExecutorService threads = Executors.newFixedThreadPool(6);
        try {
            List<Future<Boolean>> outcomes = new ArrayList<>();
            outcomes.add(threads.submit(() -> commits.commit(Request.changes(1, List.of(), 100))));
            await(begun);
            for (int i = 0; i < 5; i++) {
                outcomes.add(threads.submit(() -> commits.commit(Request.changes(1, List.of(), 100))));
            }
            while (commits.commits() < 6) {
                Thread.onSpinWait();
            }
            goOn.countDown();
            for (Future<Boolean> each : outcomes) {
                assertTrue(each.get(30, TimeUnit.SECONDS));
            }
            assertEquals(List.of(1, 3, 2), groups, "at most 350 bytes a group");
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void shouldFailAllOfAGroupThatCouldNotBeWritten() {
        GroupCommit commits = new GroupCommit(100, group -> {
            throw new IllegalStateException("broken");
        });
        assertThrows(IllegalStateException.class, () -> commits.commit(Request.changes(1, List.of(), 1)));
    }

    @Test
    void shouldLetEightWritersShareSyncs(@TempDir Path folder) throws Exception {
        FolderDisk disk = new FolderDisk(folder);
        int segment = 4 << 20;
        try (StoreCore store = Stores.open(disk, new Stores.Hand(), Stores.LARGE_BUDGET, segment)) {
            store.namespace("space").map("map").put(bytes("first"), bytes("makes the map"));
            writeFrom(store);
            StoreStatus status = store.status();
            assertEquals(status.batches(), status.syncs(), "a sync a batch");
            assertTrue(status.syncs() <= status.commits(), status.toString());
        }
        try (StoreCore store = Stores.open(disk, new Stores.Hand(), Stores.LARGE_BUDGET, segment)) {
            assertEquals(WRITERS * PUTS + 1, Stores.all(store, "space", "map").size());
            assertEquals(
                    WRITERS * PUTS, store.namespace("space").map("counters").count(bytes("n")));
        }
    }

    private static void writeFrom(StoreCore store) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                int writer = w;
                writers.add(threads.submit(() -> {
                    for (int i = 0; i < PUTS; i++) {
                        store.namespace("space")
                                .batch()
                                .put("map", bytes(writer + " " + i), bytes("value"))
                                .add("counters", bytes("n"), 1)
                                .commit();
                    }
                }));
            }
            for (Future<?> each : writers) {
                each.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A pool that closes interrupts its threads; the files of everybody else stay open. */
    @Test
    void shouldOutliveInterruptedThreads(@TempDir Path folder) throws IOException {
        try (StoreCore store = Stores.open(new FolderDisk(folder))) {
            StoreMap map = store.namespace("space").map("map");
            map.put(bytes("a"), bytes("1"));
            for (int i = 0; i < 30; i++) {
                Thread.currentThread().interrupt();
                map.put(bytes("b"), new byte[2_000]);
                assertTrue(map.get(bytes("a")).isPresent());
                assertTrue(Thread.interrupted(), "the thread stays interrupted");
            }
            assertTrue(store.status().segments() > 3, "segments were begun too");
            map.put(bytes("c"), bytes("3"));
        }
        try (StoreCore store = Stores.open(new FolderDisk(folder))) {
            assertEquals(3, Stores.all(store, "space", "map").size());
        }
    }

    @Test
    void shouldRefuseAllOnceClosed(@TempDir Path folder) throws IOException {
        StoreCore store = Stores.open(new FolderDisk(folder));
        store.close();
        store.close();
        assertThrows(QGateException.class, store::compact);
        assertThrows(QGateException.class, store::status);
    }
}
