package org.qgate.gate.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Clock;

class ServiceGateTest {
    private static final long LONG_MS = 20_000;

    private final AtomicLong now = new AtomicLong(1);
    private final ServiceGate gate = new ServiceGate(new Clock() {
        @Override
        public long wallMs() {
            return now.get() / 1_000_000;
        }

        @Override
        public long monoNs() {
            return now.get();
        }
    });
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertTrue(threads.awaitTermination(LONG_MS, TimeUnit.MILLISECONDS), "threads end");
    }

    @Test
    void shouldLetInWhileOpen() {
        long one = gate.tryEnter();
        long other = gate.enter(0);
        assertTrue(one != ServiceGate.NONE && other != ServiceGate.NONE);
        assertEquals(2, gate.inside());
        gate.leave(one);
        gate.leave(other);
        assertEquals(0, gate.inside());
        assertFalse(gate.whenOpen(() -> {}));
    }

    @Test
    void shouldKeepOutWhileClosed() {
        long pass = gate.tryEnter();
        assertTrue(gate.close());
        assertFalse(gate.close(), "closed by somebody else");
        assertEquals(ServiceGate.NONE, gate.tryEnter());
        assertEquals(ServiceGate.NONE, gate.enter(1));
        assertEquals(1, gate.inside());
        gate.leave(pass);
        assertEquals(0, gate.inside());
        gate.open();
        assertTrue(gate.tryEnter() != ServiceGate.NONE);
    }

    @Test
    void shouldGiveThoseUpWhoNeverLeave() {
        long stuck = gate.tryEnter();
        gate.close();
        assertFalse(gate.awaitEmpty(1));
        gate.evict();
        assertTrue(gate.awaitEmpty(0));
        assertTrue(gate.isClosed());
        gate.open();
        long next = gate.tryEnter();
        gate.leave(stuck);
        assertEquals(1, gate.inside(), "a pass that was given up counts nobody out");
        gate.leave(next);
        assertEquals(0, gate.inside());
    }

    @Test
    void shouldCountForHowLongItWasClosedAndWhoWaited() {
        gate.close();
        assertEquals(ServiceGate.NONE, gate.enter(0));
        assertTrue(gate.whenOpen(() -> {}));
        now.addAndGet(1_500);
        assertEquals(new ServiceGate.Closing(1_500, 2), gate.open());
        assertEquals(new ServiceGate.Closing(0, 0), gate.open());
        gate.close();
        now.addAndGet(500);
        assertEquals(new ServiceGate.Closing(500, 0), gate.open());
        assertEquals(2_000, gate.closedNs());
    }

    @Test
    void shouldLetThoseInWhoWaitedOnceItOpens() throws Exception {
        gate.close();
        Future<Long> waiting = threads.submit(() -> gate.enter(LONG_MS));
        List<String> looks = new ArrayList<>();
        Runnable dropped = () -> looks.add("dropped");
        gate.whenOpen(() -> looks.add("first"));
        gate.whenOpen(dropped);
        gate.whenOpen(() -> looks.add("second"));
        gate.forget(dropped);
        gate.open();
        assertEquals(List.of("first", "second"), looks);
        assertTrue(waiting.get(LONG_MS, TimeUnit.MILLISECONDS) != ServiceGate.NONE);
        assertEquals(1, gate.inside());
    }

    @Test
    void shouldEndTheWaitOfThreadsThatAreInterrupted() throws Exception {
        gate.close();
        Future<Boolean> waiting = threads.submit(() -> gate.enter(LONG_MS) == ServiceGate.NONE
                && Thread.currentThread().isInterrupted());
        threads.shutdownNow();
        assertTrue(waiting.get(LONG_MS, TimeUnit.MILLISECONDS), "the thread is told and stays interrupted");
        assertEquals(0, gate.inside());
        gate.open();
        assertEquals(0, gate.inside());
    }

    @Test
    void shouldWaitUntilThoseInsideHaveLeft() throws Exception {
        long pass = gate.tryEnter();
        gate.close();
        assertFalse(gate.awaitEmpty(1));
        Future<Boolean> empty = threads.submit(() -> gate.awaitEmpty(LONG_MS));
        gate.leave(pass);
        assertTrue(empty.get(LONG_MS, TimeUnit.MILLISECONDS));
    }

    /** Whatever the order of steps: nobody is inside between closing and opening, and everybody gets in at last. */
    @Test
    void shouldKeepWhatWasExchangedAndWhoUsesItApart() throws Exception {
        int callers = 4;
        int callsEach = 5_000;
        AtomicInteger version = new AtomicInteger();
        AtomicInteger torn = new AtomicInteger();
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            all.add(threads.submit(() -> {
                for (int call = 0; call < callsEach; call++) {
                    long pass = gate.enter(LONG_MS);
                    assertTrue(pass != ServiceGate.NONE, "let in at last");
                    int before = version.get();
                    Thread.onSpinWait();
                    torn.addAndGet(version.get() == before ? 0 : 1);
                    gate.leave(pass);
                }
                return null;
            }));
        }
        int swaps = 0;
        while (all.stream().anyMatch(each -> !each.isDone()) || swaps == 0) {
            assertTrue(gate.close());
            assertTrue(gate.awaitEmpty(LONG_MS), "those inside leave");
            version.incrementAndGet();
            version.incrementAndGet();
            gate.open();
            swaps++;
        }
        for (Future<?> each : all) {
            each.get();
        }
        assertEquals(0, torn.get(), "calls that saw a change, of " + swaps);
        assertEquals(0, gate.inside());
    }
}
