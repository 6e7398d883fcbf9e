package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;
import static org.qgate.store.internal.core.Stores.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.StoreSnapshot;
import org.qgate.sim.FaultDisk;

/** Readers beside writers and compaction see whole batches, and snapshots stand still. */
class ReadersTest {
    private static final int WRITERS = 2;
    private static final int BATCHES = 1_500;
    private static final int PAIRS = 20;
    /** A range ends when its values fill a batch, a quarter of a segment: all pairs fit one. */
    private static final int SEGMENT = 128 << 10;

    private static final String SPACE = "space";
    private final FaultDisk disk = new FaultDisk();
    private final AtomicInteger writing = new AtomicInteger(WRITERS);

    @Test
    void shouldSeeWholeBatchesOnly() throws Exception {
        StoreCore store = Stores.open(disk, new Stores.Hand(), Stores.LARGE_BUDGET, SEGMENT);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 3);
        try (store) {
            store.namespace(SPACE)
                    .batch()
                    .put("map", bytes("a0"), bytes("0"))
                    .put("map", bytes("b0"), bytes("0"))
                    .commit();
            List<Future<Integer>> all = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                Random random = new Random(w);
                all.add(threads.submit(() -> write(store, random)));
            }
            all.add(threads.submit(whileWriting(
                    () -> checkPairs(store.namespace(SPACE).map("map").range(bytes("a"), bytes("c"), 1_000)))));
            all.add(threads.submit(whileWriting(() -> checkSnapshot(store))));
            all.add(threads.submit(whileWriting(store::compact)));
            for (Future<Integer> each : all) {
                assertTrue(each.get(120, TimeUnit.SECONDS) > 0);
            }
            store.check();
        } finally {
            threads.shutdownNow();
        }
        try (StoreCore again = Stores.open(disk)) {
            checkPairs(again.namespace(SPACE).map("map").range(bytes("a"), bytes("c"), 1_000));
        }
    }

    /** Two keys always change together: who reads one and then the other never sees the other older. */
    @Test
    void shouldNeverGoBackFromOneGetToTheNext() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (StoreCore store = Stores.open(disk, new Stores.Hand(), Stores.LARGE_BUDGET, SEGMENT)) {
            StoreMap map = store.namespace(SPACE).map("map");
            writing.set(1);
            countUp(store, 0);
            Future<Integer> reader = threads.submit(whileWriting(() -> {
                long one = map.count(bytes("one"));
                long other = map.count(bytes("other"));
                long again = map.count(bytes("one"));
                assertTrue(one <= other && other <= again, one + ", then " + other + ", then " + again);
            }));
            for (int i = 1; i < 4 * BATCHES && !reader.isDone(); i++) {
                countUp(store, i);
            }
            writing.set(0);
            assertTrue(reader.get(120, TimeUnit.SECONDS) > 0);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void countUp(StoreCore store, int to) {
        byte[] value = Counters.of(to);
        Batch batch = store.namespace(SPACE).batch().put("map", bytes("other"), value);
        for (int i = 0; i < PAIRS; i++) {
            batch.put("map", bytes("between " + i), value);
        }
        batch.put("map", bytes("one"), value).commit();
    }

    private int write(StoreCore store, Random random) {
        try {
            for (int i = 0; i < BATCHES; i++) {
                String pair = Integer.toString(random.nextInt(PAIRS));
                byte[] value = bytes(i + "x".repeat(random.nextInt(300)));
                store.namespace(SPACE)
                        .batch()
                        .put("map", bytes("a" + pair), value)
                        .put("map", bytes("b" + pair), value)
                        .commit();
            }
            return BATCHES;
        } finally {
            writing.decrementAndGet();
        }
    }

    private Callable<Integer> whileWriting(Runnable look) {
        return () -> {
            int looks = 0;
            while (writing.get() > 0 || looks == 0) {
                look.run();
                looks++;
            }
            return looks;
        };
    }

    private static void checkPairs(List<Row> rows) {
        int half = rows.size() / 2;
        for (int i = 0; i < half; i++) {
            Row a = rows.get(i);
            Row b = rows.get(half + i);
            assertEquals(text(a.key()).substring(1), text(b.key()).substring(1));
            assertEquals(text(a.value()), text(b.value()), "the pair of " + text(a.key()));
        }
    }

    private static void checkSnapshot(StoreCore store) {
        try (StoreSnapshot snapshot = store.namespace(SPACE).snapshot()) {
            List<Row> first = snapshot.range("map", bytes("a"), bytes("c"), 1_000);
            checkPairs(first);
            List<Row> second = snapshot.range("map", bytes("a"), bytes("c"), 1_000);
            assertEquals(first.size(), second.size());
            for (int i = 0; i < first.size(); i++) {
                assertEquals(text(first.get(i).value()), text(second.get(i).value()));
            }
        }
    }

    @Test
    void shouldGiveUpASnapshotThatIsTooOld() {
        try (StoreCore store = Stores.open(disk)) {
            store.namespace(SPACE).map("map").put(bytes("k"), bytes("v"));
            View view = store.openView(store.knownNamespace(SPACE).orElseThrow());
            for (int i = 0; i <= 65_536; i++) {
                view.remember(bytes("key " + i), null);
            }
            assertTrue(view.isGone());
            store.closeView(view);
        }
    }
}
