package org.qgate.base.internal.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Workers;

class ThreadSchedulerTest {
    private final ThreadScheduler scheduler = new ThreadScheduler();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    void shouldRunTasksOnNamedDaemonThreads() throws InterruptedException {
        Workers workers = scheduler.workers("disk", 1, 1);
        assertTrue(workers.offer(() -> seen.add(
                Thread.currentThread().getName() + " " + Thread.currentThread().isDaemon())));
        assertEquals("qgate-disk-1 true", seen.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void shouldRefuseWhatDoesNotFitIntoTheQueue() throws InterruptedException {
        Workers workers = scheduler.workers("small", 1, 2);
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        assertTrue(workers.offer(() -> hold(running, release)));
        assertTrue(running.await(20, TimeUnit.SECONDS));
        assertTrue(workers.offer(() -> seen.add("second")));
        assertTrue(workers.offer(() -> seen.add("third")));
        assertFalse(workers.offer(() -> seen.add("fourth")));
        assertEquals(2, workers.queued());
        release.countDown();
        assertEquals("second", seen.poll(20, TimeUnit.SECONDS));
        assertEquals("third", seen.poll(20, TimeUnit.SECONDS));
    }

    private static void hold(CountDownLatch running, CountDownLatch release) {
        running.countDown();
        try {
            release.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldGoOnAfterATaskFailed() throws InterruptedException {
        Workers workers = scheduler.workers("failing", 1, 4);
        workers.offer(() -> {
            throw new IllegalStateException("on purpose");
        });
        workers.offer(() -> seen.add("next"));
        assertEquals("next", seen.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void shouldInterruptAndRefuseWhenClosed() throws InterruptedException {
        Workers workers = scheduler.workers("closing", 1, 4);
        CountDownLatch running = new CountDownLatch(1);
        workers.offer(() -> {
            running.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException stop) {
                seen.add("interrupted");
            }
        });
        assertTrue(running.await(20, TimeUnit.SECONDS));
        workers.close();
        assertEquals("interrupted", seen.poll(20, TimeUnit.SECONDS));
        assertFalse(workers.offer(() -> seen.add("too late")));
    }

    @Test
    void shouldRepeatATaskThatFailsUntilItIsCancelled() throws Exception {
        AtomicInteger runs = new AtomicInteger();
        AutoCloseable timer = scheduler.schedule("tick", 0, 1, () -> {
            seen.add("run " + runs.incrementAndGet());
            throw new IllegalStateException("on purpose");
        });
        assertEquals("run 1", seen.poll(20, TimeUnit.SECONDS));
        assertEquals("run 2", seen.poll(20, TimeUnit.SECONDS));
        timer.close();
    }

    @Test
    void shouldRunOnceWithoutAPeriod() throws Exception {
        AutoCloseable timer = scheduler.schedule("once", 1, 0, () -> seen.add("once"));
        assertEquals("once", seen.poll(20, TimeUnit.SECONDS));
        timer.close();
    }

    @Test
    void shouldRefuseSizesOutOfRange() {
        assertThrows(IllegalArgumentException.class, () -> scheduler.workers("none", 0, 1));
        assertThrows(IllegalArgumentException.class, () -> scheduler.workers("many", 65, 1));
        assertThrows(IllegalArgumentException.class, () -> scheduler.workers("long", 1, 1_000_001));
    }
}
