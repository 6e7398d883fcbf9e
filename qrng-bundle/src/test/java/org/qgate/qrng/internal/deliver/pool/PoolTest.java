package org.qgate.qrng.internal.deliver.pool;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.api.qrng.Portion;
import org.qgate.api.qrng.QuantumPool;
import org.qgate.qrng.internal.deliver.HandClock;
import org.qgate.qrng.internal.deliver.Party;
import org.qgate.qrng.internal.deliver.Words;
import org.qgate.qrng.internal.flow.Batch;
import org.qgate.qrng.internal.flow.BatchHeader;
import org.qgate.sim.store.MemoryStore;

class PoolTest {
    private static final long LONG_MS = 20_000;
    private final HandClock clock = new HandClock();
    private final MemoryStore store = new MemoryStore(clock);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile boolean healthy = true;
    private final Pool pool = pool(new PoolSettings(2 << 20, 8, 4));

    private Pool pool(PoolSettings settings) {
        Cursor cursor = new Cursor(() -> store.namespace("qrng").map("cursors"), "node", 1 << 20, 0);
        return new Pool(clock, cursor, Party.degraded(), () -> healthy, settings);
    }

    @AfterEach
    void end() {
        pool.close();
        threads.shutdownNow();
    }

    private void offer(Batch batch) throws InterruptedException {
        assertTrue(pool.offer(batch, 0));
    }

    private void waitFor(int waiting) {
        while (pool.info().waiting() != waiting) {
            Thread.onSpinWait();
        }
    }

    private static QrngError code(Future<?> failed) throws Exception {
        try {
            failed.get(LONG_MS, TimeUnit.MILLISECONDS);
            return fail("did not fail");
        } catch (java.util.concurrent.ExecutionException why) {
            return (QrngError) ((QGateException) why.getCause()).code();
        }
    }

    @Test
    void shouldSliceBatchesAndKeepTheirLabels() throws Exception {
        Words words = new Words("one", 1);
        offer(words.next(64));
        offer(words.next(64));
        Portion first = pool.take("a", 40, false, 0);
        Portion second = pool.take("a", 80, false, 0);
        assertEquals(List.of(0L), windows(first));
        assertEquals(List.of(0L, 1L), windows(second));
        assertEquals(
                List.of(24, 56),
                second.labels().stream().map(Portion.Piece::length).toList());
        byte[] all = new Words("one", 1).next(128).bytes();
        assertArrayEquals(Arrays.copyOf(all, 40), first.bytes());
        assertArrayEquals(Arrays.copyOfRange(all, 40, 120), second.bytes());
        assertEquals(8, pool.info().bytes());
    }

    private static List<Long> windows(Portion portion) {
        return portion.labels().stream().map(each -> each.label().window()).toList();
    }

    @Test
    void shouldWipeWhatItHandedOut() throws Exception {
        Batch batch = new Words("one", 1).next(64);
        offer(batch);
        pool.take("a", 40, false, 0);
        assertArrayEquals(new byte[40], Arrays.copyOf(batch.bytes(), 40));
    }

    @Test
    void shouldServeWhoWaitsFromWhoeverIsLeft() throws Exception {
        Future<Portion> taker = threads.submit(() -> pool.take("a", 128, false, LONG_MS));
        waitFor(1);
        offer(new Words("dying", 1).next(64));
        assertEquals(64, pool.burn("dying", 0));
        offer(new Words("living", 2).next(128));
        Portion got = taker.get(LONG_MS, TimeUnit.MILLISECONDS);
        assertEquals(
                List.of("living"),
                got.labels().stream().map(each -> each.label().device()).toList());
        assertEquals(64, pool.info().burntBytes());
    }

    @Test
    void shouldBurnFromAWindowOnAndThatDeviceOnly() throws Exception {
        Words one = new Words("one", 1);
        Words other = new Words("other", 2);
        for (int i = 0; i < 3; i++) {
            offer(one.next(64));
            offer(other.next(64));
        }
        assertEquals(128, pool.burn("one", 1));
        Portion rest = pool.take("a", 256, false, 0);
        assertEquals(
                64,
                rest.labels().stream()
                        .filter(each -> each.label().device().equals("one"))
                        .mapToInt(Portion.Piece::length)
                        .sum());
        assertEquals(0, pool.info().bytes());
    }

    @Test
    void shouldNotTakeAServersBytesForADevice() throws Exception {
        offer(remote(new Words("one", 1).next(64)));
        assertEquals(0, pool.burn("one", 0));
        assertThrows(QGateException.class, () -> pool.drawOwn("to:x", 64, 0));
        assertEquals(64, pool.take("a", 64, false, 0).bytes().length);
    }

    private static Batch remote(Batch batch) {
        BatchHeader own = batch.header();
        BatchHeader header = new BatchHeader(
                Optional.of(new NodeId(1, 2, 3, 4)),
                own.device(),
                own.serialHash(),
                own.firmwareHash(),
                own.provenance(),
                own.window(),
                own.statistics(),
                own.rawBytes(),
                own.minEntropy(),
                own.conditioning(),
                own.construction(),
                own.degraded(),
                own.stream(),
                own.startedWallMs(),
                own.endedWallMs(),
                own.digest());
        return new Batch(header, batch.bytes());
    }

    @Test
    void shouldSayWhenThereIsNotEnoughAndWhenNothingIsHealthy() {
        assertEquals(QrngError.EMPTY, refusal(false));
        healthy = false;
        assertEquals(QrngError.NO_HEALTHY_SOURCE, refusal(false));
    }

    private QrngError refusal(boolean degraded) {
        return (QrngError) assertThrows(QGateException.class, () -> pool.take("a", 8, degraded, 5))
                .code();
    }

    @Test
    void shouldGiveDegradedBytesOnlyToThoseThatAllowThem() {
        healthy = false;
        Portion portion = pool.take("a", 100_000, true, LONG_MS);
        assertTrue(portion.degraded());
        assertFalse(portion.quantum());
        assertEquals(
                100_000,
                portion.labels().stream().mapToInt(Portion.Piece::length).sum());
        assertEquals(QrngError.NO_HEALTHY_SOURCE, refusal(false));
    }

    @Test
    void shouldPreferHealthyBytesThatAreLeft() throws Exception {
        healthy = false;
        offer(new Words("one", 1).next(64));
        assertFalse(pool.take("a", 64, true, 0).degraded());
    }

    @Test
    void shouldHandOutNothingThatCannotBeNoted() throws Exception {
        offer(new Words("one", 1).next(64));
        store.full(true);
        QGateException refused = assertThrows(QGateException.class, () -> pool.take("a", 32, false, 0));
        assertEquals(QrngError.CURSOR, refused.code());
        assertEquals(32, pool.info().burntBytes());
        store.full(false);
        byte[] rest = pool.take("a", 32, false, 0).bytes();
        assertArrayEquals(Arrays.copyOfRange(new Words("one", 1).next(64).bytes(), 32, 64), rest);
    }

    @Test
    void shouldBoundWhatItHoldsAndLetOffersWait() throws Exception {
        Words words = new Words("one", 1);
        while (pool.offer(words.next(64 << 10), 0)) {
            assertTrue(pool.info().bytes() <= (2 << 20) + (64 << 10));
        }
        Future<Boolean> waiting = threads.submit(() -> pool.offer(words.next(64 << 10), LONG_MS));
        pool.take("a", 128 << 10, false, 0);
        assertTrue(waiting.get(LONG_MS, TimeUnit.MILLISECONDS));
    }

    @Test
    void shouldLeaveRoomForASlowOrigin() throws Exception {
        Words fast = new Words("fast", 1);
        Words slow = new Words("slow", 2);
        offer(slow.next(64));
        while (pool.offer(fast.next(64 << 10), 0)) {
            assertTrue(pool.info().bytes() < 4 << 20);
        }
        offer(slow.next(64 << 10));
        PoolInfo.Share share = pool.info().shares().get(1);
        assertEquals("slow", share.origin());
        assertEquals((64 << 10) + 64, share.bytes());
    }

    @Test
    void shouldRefuseMoreWaitersThanThereMayBe() throws Exception {
        for (int i = 0; i < 4; i++) {
            threads.submit(() -> pool.take("greedy", 64, false, LONG_MS));
        }
        waitFor(4);
        assertEquals(
                QrngError.BUSY,
                assertThrows(QGateException.class, () -> pool.take("greedy", 1, false, LONG_MS))
                        .code());
        for (int i = 0; i < 4; i++) {
            String name = "modest" + i;
            threads.submit(() -> pool.take(name, 64, false, LONG_MS));
        }
        waitFor(8);
        assertEquals(
                QrngError.BUSY,
                assertThrows(QGateException.class, () -> pool.take("late", 1, false, LONG_MS))
                        .code());
    }

    @Test
    void shouldNotLetAGreedyConsumerStarveOthers() throws Exception {
        for (int i = 0; i < 4; i++) {
            threads.submit(() -> pool.take("greedy", QuantumPool.MOST, false, LONG_MS));
        }
        waitFor(4);
        Future<Portion> modest = threads.submit(() -> pool.take("modest", 32, false, LONG_MS));
        waitFor(5);
        offer(new Words("one", 1).next(64));
        assertEquals(32, modest.get(LONG_MS, TimeUnit.MILLISECONDS).bytes().length);
    }

    @Test
    void shouldShareByBytesHoweverMuchIsAskedForAtOnce() throws Exception {
        List<String> names = List.of("large", "small");
        for (String name : names) {
            int count = name.equals("large") ? 64 << 10 : 4 << 10;
            threads.submit(() -> {
                while (true) {
                    pool.take(name, count, false, LONG_MS);
                }
            });
            threads.submit(() -> {
                while (true) {
                    pool.take(name, count, false, LONG_MS);
                }
            });
        }
        Words words = new Words("one", 1);
        for (int i = 0; i < 2_000; i++) {
            waitFor(4);
            offer(words.next(4 << 10));
        }
        waitFor(4);
        var got = pool.info().consumers().stream()
                .collect(Collectors.toMap(PoolInfo.Consumer::name, each -> each.bytes()));
        assertTrue(got.get("small") > got.get("large") * 8 / 10, got.toString());
        assertTrue(got.get("large") > got.get("small") * 8 / 10, got.toString());
    }

    @Test
    void shouldNotStarveTheLargestRequest() throws Exception {
        Future<Portion> large = threads.submit(() -> pool.take("large", QuantumPool.MOST, false, LONG_MS));
        waitFor(1);
        threads.submit(() -> {
            while (true) {
                pool.take("small", 4 << 10, false, LONG_MS);
            }
        });
        Words words = new Words("one", 1);
        long made = 0;
        while (!large.isDone()) {
            waitForAtLeastOne(large);
            if (pool.offer(words.next(4 << 10), 0)) {
                made += 4 << 10;
            }
        }
        assertTrue(made <= 3L * QuantumPool.MOST, "served after " + made);
    }

    private void waitForAtLeastOne(Future<?> or) {
        while (pool.info().waiting() == 0 && !or.isDone()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void shouldKeepWhatAnInterruptedTakerDidNotGet() throws Exception {
        Future<Portion> taker = threads.submit(() -> pool.take("a", 64, false, LONG_MS));
        waitFor(1);
        taker.cancel(true);
        waitFor(0);
        offer(new Words("one", 1).next(64));
        assertEquals(64, pool.take("b", 64, false, 0).bytes().length);
    }

    @Test
    void shouldTellWhoWaitsThatItEnds() throws Exception {
        Future<Portion> taker = threads.submit(() -> pool.take("a", 64, false, LONG_MS));
        waitFor(1);
        pool.close();
        assertEquals(QrngError.NOT_READY, code(taker));
        assertFalse(pool.offer(new Words("one", 1).next(64), LONG_MS));
    }

    @Test
    void shouldCarryOverWhatNobodyTook() throws Exception {
        Words words = new Words("one", 1);
        Batch first = words.next(64);
        offer(first);
        offer(remote(words.next(64)));
        pool.take("a", 8, false, 0);
        byte[] carried = pool.freeze(1 << 20);
        assertArrayEquals(new byte[64], first.bytes());
        Pool next = pool(PoolSettings.STANDARD);
        next.adopt(carried);
        Portion rest = next.take("a", 120, false, 0);
        byte[] all = new Words("one", 1).next(128).bytes();
        byte[] expected = Arrays.copyOfRange(all, 64, 128 + 56); // the server's first: the device had its turn
        System.arraycopy(all, 8, expected, 64, 56);
        assertArrayEquals(expected, rest.bytes());
        assertEquals(
                Optional.of(new NodeId(1, 2, 3, 4)),
                rest.labels().get(0).label().server());
        assertEquals(Optional.empty(), rest.labels().get(1).label().server());
        assertThrows(QGateException.class, () -> pool.take("a", 8, false, 0));
    }

    /** Nobody may wait for a disk while a hand-over holds the node still; the store hears of it at the end. */
    @Test
    void shouldLeaveTheStoreAloneInAHandOver() throws Exception {
        offer(new Words("one", 1).next(64));
        pool.take("a", 8, false, 0);
        byte[] reserved = stored();
        pool.freeze(1 << 20);
        assertArrayEquals(reserved, stored());
        pool.close();
        assertFalse(Arrays.equals(reserved, stored()), "what was reserved is given back");
    }

    private byte[] stored() {
        return store.namespace("qrng")
                .map("cursors")
                .range(new byte[0], new byte[0], 1)
                .get(0)
                .value();
    }

    @Test
    void shouldBurnWhatDoesNotFitIntoTheHandOver() throws Exception {
        offer(new Words("one", 1).next(64));
        assertEquals(0, pool.freeze(63).length);
    }
}
