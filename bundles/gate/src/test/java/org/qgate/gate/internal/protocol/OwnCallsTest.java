package org.qgate.gate.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.gate.internal.protocol.OwnStreamsTest.assertRefused;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.protocol.Protocols.Dial;

/** Calls of a node to itself, which are those to others without the circuit in between. */
class OwnCallsTest {
    private static final long LONG_MS = TestNode.LONG_MS;
    private static final Dial ECHO = TestNode.own("echo/1");

    private final TestNode node = new TestNode();
    private final Protocols protocols = node.protocols;
    private final Workers workers = node.workers(64, 64);

    @AfterEach
    void end() throws InterruptedException {
        try {
            node.protocols.close(); // streams of calls wait for the next call otherwise
            node.assertClean(List.of("echo/1"));
        } finally {
            node.close();
        }
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    @Test
    void shouldAnswerEveryCallWithItsOwnResponseInAnyOrder() throws Exception {
        CyclicBarrier all = new CyclicBarrier(CallServing.MOST_IN_FLIGHT);
        protocols.serve("echo/1", workers, (caller, request, left) -> {
            all.await(LONG_MS, TimeUnit.MILLISECONDS); // so that none is answered before the last has come
            return request;
        });
        List<Future<byte[]>> calls = new ArrayList<>();
        for (int i = 0; i < CallServing.MOST_IN_FLIGHT; i++) {
            byte[] request = number(i);
            calls.add(node.beside(() -> protocols.call(ECHO, request, LONG_MS)));
        }
        for (int i = 0; i < calls.size(); i++) {
            assertArrayEquals(number(i), TestNode.get(calls.get(i)));
        }
        assertEquals(1, node.protocols.seats().use("echo/1").streams(), "they share a stream");
        assertEquals(64, node.protocols.seats().use("echo/1").calls());
    }

    @Test
    void shouldShareAStreamAmongEqualDialsOnly() {
        Set<Caller> callers = ConcurrentHashMap.newKeySet();
        protocols.serve("echo/1", workers, (caller, request, left) -> {
            callers.add(caller);
            assertTrue(left > 0 && left <= LONG_MS);
            return request;
        });
        for (Dial dial : List.of(ECHO, ECHO, new Dial(TestNode.OWN, "echo/1", true, "", 3))) {
            protocols.call(dial, new byte[0], LONG_MS);
        }
        assertEquals(2, callers.size());
        assertTrue(callers.stream().map(Caller::node).anyMatch(Optional.of(TestNode.OWN)::equals));
    }

    @Test
    void shouldCarryTheLargestAndRefuseMore() {
        protocols.serve(
                "echo/1", workers, (caller, request, left) -> request.length == 1 ? new byte[1 << 21] : request);
        byte[] largest = new byte[Protocols.MAX_CALL_BYTES];
        largest[largest.length - 1] = 7;
        assertArrayEquals(largest, protocols.call(ECHO, largest, LONG_MS));
        assertRefused(ExtenderError.CALL_TOO_LARGE, () -> protocols.call(ECHO, new byte[(1 << 20) + 1], LONG_MS));
        assertRefused(ExtenderError.SERVER_FAILED, () -> protocols.call(ECHO, new byte[1], LONG_MS));
    }

    @Test
    void shouldTellThatTheServerFailed() {
        protocols.serve("echo/1", workers, (caller, request, left) -> {
            throw new IllegalStateException("on purpose");
        });
        assertRefused(ExtenderError.SERVER_FAILED, () -> protocols.call(ECHO, new byte[1], LONG_MS));
        assertEquals(1, node.protocols.seats().use("echo/1").failures());
        assertRefused(ExtenderError.NOT_SERVED, () -> protocols.call(TestNode.own("echo/2"), new byte[1], LONG_MS));
    }

    @Test
    void shouldRefuseWhenTheServersThreadsTakeNoMore() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Workers one = node.workers(1, 1)) {
            protocols.serve("echo/1", one, (caller, request, left) -> {
                assertTrue(end.await(LONG_MS, TimeUnit.MILLISECONDS));
                return request;
            });
            Future<byte[]> first = node.beside(() -> protocols.call(ECHO, number(1), LONG_MS));
            Future<byte[]> second = node.beside(() -> protocols.call(ECHO, number(1), LONG_MS));
            TestNode.until("one is served and one waits", () -> one.queued() == 1);
            assertRefused(ExtenderError.LIMIT, () -> protocols.call(ECHO, number(3), LONG_MS));
            end.countDown();
            assertArrayEquals(number(1), TestNode.get(first));
            assertArrayEquals(number(1), TestNode.get(second));
        }
    }

    @Test
    void shouldInterruptTheServerWhenNobodyWaitsAnyMore() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        protocols.serve("echo/1", workers, (caller, request, left) -> {
            waitForInterrupt(interrupted);
            return request;
        });
        assertRefused(ExtenderError.TIMEOUT, () -> protocols.call(ECHO, number(1), 100));
        assertTrue(interrupted.await(LONG_MS, TimeUnit.MILLISECONDS), "the server was interrupted");
    }

    private static void waitForInterrupt(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await(LONG_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            interrupted.countDown();
        }
    }

    @Test
    void shouldCancelWhenTheCallerIsInterrupted() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        protocols.serve("echo/1", workers, (caller, request, left) -> {
            began.countDown();
            waitForInterrupt(interrupted);
            return request;
        });
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<?> call = node.beside(() -> {
            thread.set(Thread.currentThread());
            assertRefused(ExtenderError.TIMEOUT, () -> protocols.call(ECHO, number(1), LONG_MS));
            return null;
        });
        assertTrue(began.await(LONG_MS, TimeUnit.MILLISECONDS));
        thread.get().interrupt();
        assertTrue(interrupted.await(LONG_MS, TimeUnit.MILLISECONDS), "the server was interrupted");
        TestNode.get(call);
    }

    @Test
    void shouldCloseAStreamThatIsIdleAndOpenAnother() throws Exception {
        Set<Caller> callers = ConcurrentHashMap.newKeySet();
        try (TestNode hasty = new TestNode(20);
                Workers own = hasty.workers(1, 1)) {
            hasty.protocols.serve("echo/1", own, (caller, request, left) -> {
                callers.add(caller);
                return request;
            });
            for (int i = 1; i <= 3; i++) {
                assertArrayEquals(number(i), hasty.protocols.call(ECHO, number(i), LONG_MS));
                hasty.assertClean(List.of("echo/1"));
                assertEquals(i, callers.size());
            }
        }
    }

    @Test
    void shouldExchangeAllServersInOneStepWithoutAFailedCall() throws Exception {
        Seats.Seat seat = node.protocols.seats().seat();
        AtomicInteger torn = new AtomicInteger();
        put(seat, 0);
        int callers = 4;
        CountDownLatch stop = new CountDownLatch(1);
        List<Future<Integer>> all = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            all.add(node.beside(() -> {
                int calls = 0;
                int last = 0;
                while (stop.getCount() > 0) {
                    int one = ByteBuffer.wrap(protocols.call(ECHO, number(0), LONG_MS))
                            .getInt();
                    int other = ByteBuffer.wrap(protocols.call(TestNode.own("echo/2"), number(0), LONG_MS))
                            .getInt();
                    torn.addAndGet(one >= last && other >= one ? 0 : 1);
                    last = other;
                    calls += 2;
                }
                return calls;
            }));
        }
        for (int version = 1; version <= 20; version++) {
            assertTrue(seat.gate().close());
            assertTrue(seat.gate().awaitEmpty(LONG_MS), "calls in flight end");
            put(seat, version);
            seat.gate().open();
            int now = version;
            long answered = node.protocols.seats().use("echo/1").calls();
            TestNode.until(
                    "calls go on after " + now,
                    () -> node.protocols.seats().use("echo/1").calls() > answered);
        }
        stop.countDown();
        int calls = 0;
        for (Future<Integer> each : all) {
            calls += TestNode.get(each);
        }
        assertTrue(calls >= 40, "only " + calls + " calls");
        assertEquals(0, torn.get(), "calls that an old version answered after a new one");
        assertEquals(0, seat.gate().inside());
    }

    private void put(Seats.Seat seat, int version) {
        Protocols.CallServer server = (caller, request, left) -> number(version);
        seat.put(new Servers(workers, Map.of(), Map.of("echo/1", server, "echo/2", server)));
    }

    @Test
    void shouldTellCallsInFlightThatTheStreamBroke() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        AtomicInteger served = new AtomicInteger();
        CountDownLatch interrupted = new CountDownLatch(1);
        protocols.serve("echo/1", workers, (caller, request, left) -> {
            served.incrementAndGet();
            began.countDown();
            waitForInterrupt(interrupted);
            return request;
        });
        Future<?> call = node.beside(() -> {
            assertRefused(ExtenderError.BROKEN, () -> protocols.call(ECHO, number(1), LONG_MS));
            return null;
        });
        assertTrue(began.await(LONG_MS, TimeUnit.MILLISECONDS));
        node.protocols.close();
        TestNode.get(call);
        assertTrue(interrupted.await(LONG_MS, TimeUnit.MILLISECONDS), "nobody waits for what is served");
        assertEquals(1, served.get());
    }
}
