package org.qgate.ext.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.qgate.ext.Host;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.event.Event;
import org.qgate.ext.event.Events;
import org.qgate.ext.time.Tasks;

/** Threads, timers and events: always the extender's own threads, always bounded. */
public abstract class WorkContract extends Contract {
    private static final Quota TWO_THREADS = new Quota(2, 1_000, 1 << 20, 4, 1_000, 1 << 20, 1_000, 1_000);

    @Test
    void shouldRunTasksOnOtherThreads() throws Exception {
        Tasks tasks = host("a").tasks();
        Thread own = tasks.submit(Thread::currentThread).get(LONG_MS, TimeUnit.MILLISECONDS);
        assertNotEquals(Thread.currentThread(), own);
        CountDownLatch ran = new CountDownLatch(2);
        tasks.run(ran::countDown);
        tasks.executor().execute(ran::countDown);
        assertTrue(ran.await(LONG_MS, TimeUnit.MILLISECONDS));
    }

    @Test
    void shouldGoOnAfterAFailure() throws Exception {
        Tasks tasks = host("a").tasks();
        tasks.run(() -> {
            throw new AssertionError("on purpose");
        });
        Future<String> failed = tasks.submit(() -> {
            throw new IllegalStateException("on purpose");
        });
        assertThrows(ExecutionException.class, () -> failed.get(LONG_MS, TimeUnit.MILLISECONDS));
        assertEquals("well", tasks.submit(() -> "well").get(LONG_MS, TimeUnit.MILLISECONDS));
        until("the failure is in the log", () -> tier().log("a").stream()
                .anyMatch(line -> line.text().contains("on purpose")));
    }

    @Test
    void shouldInterruptWhatIsCancelledAndNothingElse() throws Exception {
        Tasks tasks = tier().host(allowance("a", TWO_THREADS)).tasks();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Future<Void> future = tasks.submit(() -> {
            try {
                begun.countDown();
                tasks.pause(LONG_MS);
                return null;
            } finally {
                ended.countDown();
            }
        });
        assertTrue(begun.await(LONG_MS, TimeUnit.MILLISECONDS));
        assertTrue(future.cancel(true));
        assertTrue(ended.await(LONG_MS, TimeUnit.MILLISECONDS));
        for (int i = 0; i < 10; i++) {
            assertFalse(
                    tasks.submit(() -> Thread.currentThread().isInterrupted()).get(LONG_MS, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void shouldRunNoMoreAtOnceThanTheQuotaAndRefuseTooMany() throws Exception {
        Tasks tasks = tier().host(allowance("a", TWO_THREADS)).tasks();
        CountDownLatch let = new CountDownLatch(1);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        int taken = 0;
        try {
            while (true) {
                tasks.run(() -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    await(let);
                    now.decrementAndGet();
                    done.incrementAndGet();
                });
                taken++;
            }
        } catch (RefusedException full) {
            assertEquals(Reason.LIMIT, full.reason());
        }
        until("as many run as may", () -> now.get() == 2);
        let.countDown();
        int all = taken;
        until("all that were taken ran", () -> done.get() == all);
        assertEquals(2, most.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(LONG_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }

    @Test
    void shouldRunTimersOnceOrAgain() throws Exception {
        Tasks tasks = host("a").tasks();
        CountDownLatch once = new CountDownLatch(1);
        tasks.after(1, once::countDown);
        assertTrue(once.await(LONG_MS, TimeUnit.MILLISECONDS));
        CountDownLatch thrice = new CountDownLatch(3);
        AtomicInteger now = new AtomicInteger();
        Tasks.Timer timer = tasks.every(0, 100, () -> {
            assertEquals(1, now.incrementAndGet(), "never overlaps itself");
            thrice.countDown();
            now.decrementAndGet();
        });
        assertTrue(thrice.await(LONG_MS, TimeUnit.MILLISECONDS));
        timer.cancel();
        timer.cancel();
    }

    @Test
    void shouldRunNoTimerAfterItsEnd() throws Exception {
        Host host = host("a");
        AtomicInteger ran = new AtomicInteger();
        host.tasks().every(0, 100, ran::incrementAndGet);
        until("it runs", () -> ran.get() > 0);
        tier().end(host);
        int last = ran.get();
        Host other = host("b");
        CountDownLatch later = new CountDownLatch(1);
        other.tasks().after(300, later::countDown);
        assertTrue(later.await(LONG_MS, TimeUnit.MILLISECONDS));
        assertEquals(last, ran.get());
    }

    @Test
    void shouldBoundTimers() {
        Tasks tasks = host("a").tasks();
        refused(Reason.INVALID, () -> tasks.after(-1, () -> {}));
        refused(Reason.INVALID, () -> tasks.after(TimeUnit.DAYS.toMillis(32), () -> {}));
        refused(Reason.INVALID, () -> tasks.every(0, 99, () -> {}));
        refused(Reason.INVALID, () -> tasks.run(null));
        refused(Reason.LIMIT, () -> {
            while (true) {
                tasks.after(3_600_000, () -> {});
            }
        });
    }

    @Test
    void shouldHearEventsInOrderUntilCancelled() throws Exception {
        Events events = host("a", "node.joined", "b/news").events();
        List<Event> heard = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<Thread> on = new AtomicReference<>();
        Events.Subscription hearing = events.subscribe("node.joined", event -> {
            on.set(Thread.currentThread());
            heard.add(event);
        });
        for (int i = 0; i < 10; i++) {
            tier().publish("node.joined", Map.of("number", Integer.toString(i)));
            tier().publish("node.left", Map.of());
        }
        until("all were heard", () -> heard.size() == 10);
        for (int i = 0; i < 10; i++) {
            assertEquals(Integer.toString(i), heard.get(i).fields().get("number"));
            assertEquals("node.joined", heard.get(i).topic());
        }
        assertNotEquals(Thread.currentThread(), on.get());
        hearing.cancel();
        hearing.cancel();
        tier().publish("node.joined", Map.of());
        assertEquals(10, heard.size());
    }

    @Test
    void shouldPublishUnderItsOwnNameOnly() throws Exception {
        List<Event> heard = Collections.synchronizedList(new ArrayList<>());
        host("a", "b/news").events().subscribe("b/news", heard::add);
        Events events = host("b", "b/news").events();
        events.publish("news", Map.of("what", "something"));
        until("it was heard", () -> heard.size() == 1);
        assertEquals("something", heard.get(0).fields().get("what"));
        refused(Reason.DENIED, () -> events.publish("other", Map.of()));
        refused(Reason.INVALID, () -> events.publish("../a/news", Map.of()));
        refused(Reason.INVALID, () -> events.publish("news", Map.of("long", "x".repeat(1_001))));
    }

    @Test
    void shouldHoldNobodyUpForASlowListener() throws Exception {
        CountDownLatch let = new CountDownLatch(1);
        AtomicInteger slow = new AtomicInteger();
        AtomicInteger quick = new AtomicInteger();
        host("a", "node.joined").events().subscribe("node.joined", event -> {
            await(let);
            slow.incrementAndGet();
        });
        host("b", "node.joined").events().subscribe("node.joined", event -> quick.incrementAndGet());
        for (int i = 1; i <= 1_000; i++) {
            tier().publish("node.joined", Map.of());
            int sent = i;
            until("the quick one heard " + i, () -> quick.get() == sent);
        }
        let.countDown();
        until("the slow one heard something", () -> slow.get() > 0);
        assertTrue(slow.get() < 1_000);
    }

    @Test
    void shouldHearNothingOnceRevoked() throws Exception {
        Host host = host("a", "node.joined");
        AtomicInteger heard = new AtomicInteger();
        host.events().subscribe("node.joined", event -> heard.incrementAndGet());
        tier().change(host, allowance("a", WIDE, Set.of(), "node.joined"));
        tier().publish("node.joined", Map.of());
        tier().change(host, allowance("a", WIDE, "node.joined"));
        tier().publish("node.joined", Map.of());
        until("the second one was heard", () -> heard.get() > 0);
        assertEquals(1, heard.get());
    }
}
