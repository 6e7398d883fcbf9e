package org.qgate.sandbox.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.sandbox.wire.Ends.LONG_MS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** Two lines that keep to the rules. */
class LineTest {
    @TempDir
    private Path folder;

    private Ends ends;

    @BeforeEach
    void open() throws IOException {
        ends = new Ends(folder);
    }

    @AfterEach
    void close() throws IOException {
        ends.close();
    }

    /** Joins a line that asks with one that serves. */
    private Line asking(Server theirs) throws IOException {
        return asking(new Serves((name, given) -> null), theirs);
    }

    private Line asking(Server ours, Server theirs) throws IOException {
        Line near = ends.line(ends.near, ours).line();
        Line far = ends.line(ends.far, theirs).line();
        near.hello(1);
        far.hello(1);
        return near;
    }

    private static Reason reason(RefusedException refusal) {
        return refusal.reason();
    }

    private static RefusedException refused(Executable step) {
        return assertThrows(RefusedException.class, step);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertTrue(latch.await(LONG_MS, TimeUnit.MILLISECONDS));
    }

    @Test
    void shouldAnswerRefuseOrFail() throws Exception {
        Line line = asking(new Serves((name, given) -> switch (name) {
            case "twice" -> given.number(0) * 2;
            case "no" -> throw new RefusedException(Reason.DENIED, Permission.NET_DIAL, "not granted");
            default -> throw new IllegalStateException("on purpose");
        }));
        assertEquals(84L, line.call("twice", LONG_MS, 42));
        RefusedException refusal = refused(() -> line.quick("no", LONG_MS));
        assertEquals(Reason.DENIED, refusal.reason());
        assertEquals(Optional.of(Permission.NET_DIAL), refusal.permission());
        assertEquals("not granted", refusal.getMessage());
        assertEquals(
                "failed: on purpose",
                assertThrows(FailedException.class, () -> line.settle("fail", LONG_MS))
                        .getMessage());
    }

    @Test
    void shouldCallBothWaysAtOnce() throws Exception {
        Line[] far = new Line[1];
        Line near = ends.line(ends.near, new Serves((name, given) -> given.number(0) + 1))
                .line();
        far[0] = ends.line(ends.far, new Serves((name, given) -> far[0].call("one", LONG_MS, given.number(0))))
                .line();
        near.hello(1);
        far[0].hello(1);
        List<Future<Object>> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            long number = i;
            all.add(ends.beside(() -> near.call("back", LONG_MS, number)));
        }
        for (int i = 0; i < 500; i++) {
            assertEquals(i + 1L, all.get(i).get(LONG_MS, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void shouldFetchWhatIsTooLongForAFrame() throws Exception {
        byte[] large = new byte[5 << 20];
        for (int i = 0; i < large.length; i++) {
            large[i] = (byte) (i >>> 10);
        }
        Line line = asking(new Serves(large.length + 100, (name, given) -> given.bytes(0)));
        assertArrayEquals(large, (byte[]) line.callLong("same", LONG_MS, large.length + 100, large));
        assertArrayEquals(large, (byte[]) line.callLong("same", LONG_MS, large.length + 100, large));
        assertEquals(Reason.INVALID, reason(refused(() -> line.call("same", LONG_MS, new byte[17 << 20]))));
    }

    @Test
    void shouldMoveFullFrames() throws Exception {
        byte[] full = new byte[Wire.LARGEST_BODY - 32];
        Line line = asking(new Serves((name, given) -> given.bytes(0)));
        List<Future<Object>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(ends.beside(() -> line.call("same", LONG_MS, full)));
        }
        for (Future<Object> each : all) {
            assertArrayEquals(full, (byte[]) each.get(LONG_MS, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void shouldInterruptWhatIsServedWhenNobodyWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Line line = asking(new Serves((name, given) -> {
            begun.countDown();
            interrupted.complete(interrupted(LONG_MS));
            return null;
        }));
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        Future<Boolean> stays = ends.beside(() -> {
            caller.complete(Thread.currentThread());
            assertEquals(Reason.TIMEOUT, reason(refused(() -> line.call("wait", LONG_MS))));
            return Thread.interrupted();
        });
        await(begun);
        caller.get().interrupt();
        assertTrue(stays.get(LONG_MS, TimeUnit.MILLISECONDS), "the thread stays interrupted");
        assertTrue(interrupted.get(LONG_MS, TimeUnit.MILLISECONDS));
    }

    private static boolean interrupted(long withinMs) {
        try {
            TimeUnit.MILLISECONDS.sleep(withinMs);
            return false;
        } catch (InterruptedException stop) {
            return true;
        }
    }

    @Test
    void shouldLoseNothingThatWasDoneWhenAnInterruptCame() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Line line = asking(new Serves((name, given) -> {
            begun.countDown();
            return interrupted(LONG_MS) ? "done all the same" : "late";
        }));
        CompletableFuture<Thread> caller = new CompletableFuture<>();
        Future<Object> said = ends.beside(() -> {
            caller.complete(Thread.currentThread());
            Object answer = line.settle("wait", LONG_MS);
            assertTrue(Thread.interrupted());
            return answer;
        });
        await(begun);
        caller.get().interrupt();
        assertEquals("done all the same", said.get(LONG_MS, TimeUnit.MILLISECONDS));
    }

    @Test
    void shouldKeepDeadlinesAtBothEnds() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CountDownLatch let = new CountDownLatch(1);
        Line line = asking(new Serves((name, given) -> {
            interrupted.complete(interrupted(LONG_MS));
            return let.await(LONG_MS, TimeUnit.MILLISECONDS); // no answer comes before the caller has given up
        }));
        assertEquals(Reason.TIMEOUT, reason(refused(() -> line.call("wait", 50))));
        assertTrue(interrupted.get(LONG_MS, TimeUnit.MILLISECONDS));
        let.countDown();
    }

    @Test
    void shouldLeaveThreadsOfServedCallsUninterrupted() throws Exception {
        AtomicInteger dirty = new AtomicInteger();
        Line line = asking(new Serves((name, given) -> {
            if (name.equals("wait")) {
                return interrupted(given.number(0));
            }
            return dirty.addAndGet(Thread.currentThread().isInterrupted() ? 1 : 0);
        }));
        for (int i = 0; i < 50; i++) {
            soon(line);
            line.call("next", LONG_MS);
        }
        assertEquals(0, dirty.get());
    }

    /** The other end may notice the deadline first, and answer before this one does. */
    private static void soon(Line line) {
        try {
            line.call("wait", 1, LONG_MS);
        } catch (RefusedException late) {
            assertEquals(Reason.TIMEOUT, late.reason());
        }
    }

    @Test
    void shouldHoldAPlaceUntilTheAnswerComes() throws Exception {
        CountDownLatch let = new CountDownLatch(1);
        CountDownLatch served = new CountDownLatch(Wire.MOST_CALLS);
        Line line = asking(new Serves((name, given) -> {
            served.countDown();
            while (let.getCount() > 0) {
                interrupted(5); // whatever comes
            }
            return null;
        }));
        for (int i = 0; i < Wire.MOST_CALLS; i++) {
            assertEquals(Reason.TIMEOUT, reason(refused(() -> line.call("stay", 1))));
        }
        await(served);
        assertEquals(Reason.LIMIT, reason(refused(() -> line.call("one more", 50))));
        assertFalse(line.isClosed(), "it is nobody's fault but the caller's");
        let.countDown();
        assertEquals(null, line.call("well", LONG_MS));
    }

    @Test
    void shouldWakeEverybodyWhenItEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Line line = asking(new Serves((name, given) -> {
            begun.countDown();
            interrupted.complete(interrupted(LONG_MS));
            return null;
        }));
        Future<Reason> waiting = ends.beside(() -> reason(refused(() -> line.call("wait", LONG_MS))));
        await(begun);
        line.close("enough");
        assertEquals(Reason.CLOSED, waiting.get(LONG_MS, TimeUnit.MILLISECONDS));
        assertTrue(interrupted.get(LONG_MS, TimeUnit.MILLISECONDS), "the other end learns it");
        assertEquals(Reason.CLOSED, reason(refused(() -> line.call("late", LONG_MS))));
    }
}
