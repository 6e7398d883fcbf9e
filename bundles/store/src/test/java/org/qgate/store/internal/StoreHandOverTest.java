package org.qgate.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.EngineCapabilities;
import org.qgate.api.store.OpenStore;
import org.qgate.api.store.Storage.Standing;
import org.qgate.api.store.StoreEngine;
import org.qgate.api.store.StoreMap;

/** One version takes the store from another. */
class StoreHandOverTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int HAND_OVERS = 10;

    @TempDir
    Path root;

    private static byte[] key(long number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    @Test
    void shouldLoseNothingThatAWriterWasTold() throws Exception {
        KeeperBench bench = new KeeperBench(root);
        bench.made();
        KeeperBench.Version inOffice = bench.version().inOffice();
        AtomicBoolean enough = new AtomicBoolean();
        AtomicLong written = new AtomicLong();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            while (!enough.get()) {
                long next = written.get();
                bench.stores.ask(StoreError.CLOSED, LONG, store -> {
                    StoreMap map = store.namespace("node").map("numbers");
                    map.put(key(next), key(next));
                    return map;
                });
                written.incrementAndGet();
            }
        });
        for (int i = 0; i < HAND_OVERS; i++) {
            long before = written.get();
            while (written.get() < before + 5 && !writer.isDone()) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            KeeperBench.Version next = bench.version();
            inOffice.keeper.leaveOffice();
            inOffice = next.inOffice();
        }
        enough.set(true);
        writer.get(LONG.toSeconds(), TimeUnit.SECONDS);
        StoreMap map = bench.store().orElseThrow().namespace("node").map("numbers");
        for (long number = 0; number < written.get(); number++) {
            assertTrue(map.get(key(number)).isPresent(), "number " + number + " of " + written.get());
        }
        bench.store().orElseThrow().check();
    }

    /** Opens when it is told to. */
    private static final class SlowEngine implements StoreEngine {
        private final StoreEngine real = new LocalEngine();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private OpenStore opened;

        @Override
        public EngineCapabilities capabilities() {
            EngineCapabilities same = real.capabilities();
            return new EngineCapabilities("slow", same.has(), same.largestBatchBytes(), same.largestKeyBytes());
        }

        @Override
        public OpenStore open(Surroundings around) {
            opened = real.open(around);
            begun.countDown();
            try {
                assertTrue(goOn.await(LONG.toSeconds(), TimeUnit.SECONDS));
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
            return opened;
        }
    }

    @Test
    void shouldGiveUpAnOpeningThatIsUnderWay() throws Exception {
        KeeperBench bench = new KeeperBench(root);
        bench.made();
        SlowEngine slow = new SlowEngine();
        bench.engines.add(slow);
        StorageSettings quick = bench.settings;
        bench.settings = new StorageSettings("slow", quick.segmentBytes(), quick.indexBudgetBytes());
        KeeperBench.Version old = bench.version();
        CompletableFuture<Void> opening = CompletableFuture.runAsync(old::inOffice);
        assertTrue(slow.begun.await(LONG.toSeconds(), TimeUnit.SECONDS));
        assertEquals(Standing.OPENING, old.standing());
        old.keeper.leaveOffice();
        bench.settings = quick;
        KeeperBench.Version next = bench.version().inOffice();
        assertEquals(Standing.OPEN, next.standing());
        StoreMap late = slow.opened.namespace("node").map("numbers");
        assertEquals(
                StoreError.FAILED,
                assertThrows(QGateException.class, () -> late.put(key(1), key(1)))
                        .code(),
                "the disk is closed to it");
        slow.goOn.countDown();
        opening.get(LONG.toSeconds(), TimeUnit.SECONDS);
        assertEquals(
                StoreError.CLOSED,
                assertThrows(QGateException.class, slow.opened::status).code());
        assertEquals(Standing.WAITING, old.standing());
        next.keeper.leaveOffice();
        bench.version().inOffice();
        bench.store().orElseThrow().check();
    }
}
