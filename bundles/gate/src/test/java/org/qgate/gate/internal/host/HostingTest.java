package org.qgate.gate.internal.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.gate.internal.host.Extenders.bytes;
import static org.qgate.gate.internal.host.GateBench.LONG_MS;
import static org.qgate.gate.internal.host.GateBench.OWN;
import static org.qgate.gate.internal.host.GateBench.WIDE;
import static org.qgate.gate.internal.host.GateBench.permit;
import static org.qgate.gate.internal.host.GateBench.until;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols.Dial;
import org.qgate.ext.Permission;
import org.qgate.gate.Hosting;
import org.qgate.gate.Hosting.Bounds;
import org.qgate.gate.PermissionUse;

/** The life of instances, over real threads, protocols and transport. */
class HostingTest {
    private static final int CALLS = 20;
    private static final Bounds AMPLE = new Bounds(LONG_MS, LONG_MS, LONG_MS);
    private static final int CALLERS = 8;
    private static final int SWAPS = 20;

    @TempDir
    private Path folder;

    private GateBench bench;
    private Hosting hosting;
    private final ExecutorService beside = Executors.newCachedThreadPool();

    @BeforeEach
    void open() {
        bench = new GateBench(folder);
        hosting = bench.instances;
    }

    @AfterEach
    void close() {
        beside.shutdownNow();
        bench.close();
    }

    private static void refused(ErrorCode code, Executable step) {
        assertEquals(code, assertThrows(QGateException.class, step).code());
    }

    @Test
    void shouldServeCallsAndStreamsOnlyInOffice() {
        long echo = bench.start(Extenders.Echoing.class, permit("echo", "1.0.0", WIDE, "echo/1", "stream/1"));
        refused(ExtenderError.NOT_SERVED, () -> bench.call("echo/1", bytes("too early")));
        hosting.open(echo);
        assertArrayEquals(bytes("hello"), bench.call("echo/1", bytes("hello")));
        try (ProtocolStream stream = bench.protocols.dial(new Dial(OWN, "stream/1", false, "", 3), LONG_MS)) {
            stream.write(bytes("abc"), 0, 3, LONG_MS);
            byte[] back = new byte[3];
            assertEquals(3, read(stream, back));
            assertArrayEquals(bytes("abc"), back);
        }
        assertEquals("OPEN", bench.status(echo).state());
        assertEquals(2, bench.status(echo).calls());
        assertTrue(hosting.stop(echo, LONG_MS));
        assertThrows(QGateException.class, () -> bench.call("echo/1", bytes("too late")), "the line is left, or gone");
        refused(ExtenderError.NOT_SERVED, () -> bench.protocols.dial(new Dial(OWN, "stream/1", false, "", 3), LONG_MS));
        assertEquals(List.of(), hosting.instances());
        refused(ExtenderError.NO_INSTANCE, () -> hosting.stop(echo, LONG_MS));
    }

    private static int read(ProtocolStream stream, byte[] into) {
        int all = 0;
        while (all < into.length) {
            all += stream.read(into, all, into.length - all, LONG_MS);
        }
        return all;
    }

    @Test
    void shouldLoseNoCallAndNoCountOverTwentySwaps() throws Exception {
        long now = bench.open(Extenders.Counting.class, permit("count", "1.0.0", WIDE, "count/1"));
        AtomicBoolean over = new AtomicBoolean();
        List<Future<Long>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(beside.submit(() -> countUntil(over)));
        }
        for (int swap = 1; swap <= SWAPS; swap++) {
            long before = bench.status(now).calls();
            long present = now;
            until(
                    "calls go through version " + swap,
                    () -> bench.status(present).calls() > before + CALLERS);
            long next = bench.start(Extenders.Counting.class, permit("count", "1.0." + swap, WIDE, "count/1"));
            Hosting.Swapped swapped = hosting.swap(now, next, true, AMPLE);
            assertEquals(Long.BYTES, swapped.stateBytes());
            assertTrue(swapped.closedNs() > 0);
            assertEquals("DRAINING", bench.status(now).state());
            hosting.drain(now, LONG_MS);
            assertTrue(hosting.stop(now, LONG_MS));
            now = next;
        }
        over.set(true);
        long calls = 0;
        for (Future<Long> caller : callers) {
            calls += caller.get(LONG_MS, TimeUnit.MILLISECONDS);
        }
        assertEquals(
                List.of(List.of(Long.toString(calls))),
                hosting.run(now, "count", List.of(), LONG_MS).rows(),
                "each call was counted once");
    }

    /** Calls in a closed loop; what it sees never goes back. Returns how often it called. */
    private long countUntil(AtomicBoolean over) {
        long calls = 0;
        long last = 0;
        while (!over.get()) {
            long count = ByteBuffer.wrap(bench.call("count/1", new byte[0])).getLong();
            assertTrue(count > last, count + " after " + last);
            last = count;
            calls++;
        }
        return calls;
    }

    @Test
    void shouldGoOnWithTheOldOneWhenTheNewOneTakesNoState() {
        long old = bench.open(Extenders.Counting.class, permit("count", "1.0.0", WIDE, "count/1"));
        bench.call("count/1", new byte[0]);
        long next = bench.start(Extenders.Forgetful.class, permit("count", "1.0.1", WIDE, "count/1"));
        refused(ExtenderError.IMPORT_FAILED, () -> hosting.swap(old, next, true, AMPLE));
        assertEquals("OPEN", bench.status(old).state());
        assertEquals(2, ByteBuffer.wrap(bench.call("count/1", new byte[0])).getLong());
        assertTrue(hosting.stop(next, LONG_MS));
    }

    @Test
    void shouldGoOnWithTheOldOneWhenACallDoesNotEnd() throws Exception {
        CountDownLatch let = new CountDownLatch(1);
        Extenders.Slow.GATES.clear();
        Extenders.Slow.GATES.add(let);
        long old = bench.open(Extenders.Slow.class, permit("slow", "1.0.0", WIDE, "slow/1"));
        Future<byte[]> call = beside.submit(() -> bench.call("slow/1", bytes("x")));
        until("the call is served", () -> bench.status(old).calls() == 1);
        long next = bench.start(Extenders.Slow.class, permit("slow", "1.0.1", WIDE, "slow/1"));
        refused(ExtenderError.IN_FLIGHT, () -> hosting.swap(old, next, true, new Bounds(50, LONG_MS, LONG_MS)));
        let.countDown();
        assertArrayEquals(bytes("x"), call.get(LONG_MS, TimeUnit.MILLISECONDS));
        assertEquals("OPEN", bench.status(old).state());
        assertTrue(hosting.stop(next, LONG_MS));
    }

    @Test
    void shouldLetCallsWaitWhilePaused() throws Exception {
        long echo = bench.open(Extenders.Echoing.class, permit("echo", "1.0.0", WIDE, "echo/1", "stream/1"));
        hosting.pause(echo);
        Future<byte[]> call = beside.submit(() -> bench.call("echo/1", bytes("x")));
        refused(ExtenderError.STATE, () -> hosting.pause(echo));
        hosting.resume(echo);
        assertArrayEquals(bytes("x"), call.get(LONG_MS, TimeUnit.MILLISECONDS));
    }

    @Test
    void shouldSayWhyOneDoesNotStart() {
        refused(ExtenderError.NO_ENTRY_CLASS, () -> hosting.make(1, "no.such.Class", permit("a", "1", WIDE)));
        refused(ExtenderError.NO_ENTRY_CLASS, () -> hosting.make(1, "java.lang.String", permit("a", "1", WIDE)));
        long refusing = hosting.make(1, Extenders.Refusing.class.getName(), permit("a", "1.0.0", WIDE));
        QGateException failed = assertThrows(QGateException.class, () -> hosting.start(refusing, LONG_MS));
        assertEquals(ExtenderError.START_FAILED, failed.code());
        assertTrue(failed.getMessage().contains("no \uFFFD[31mred\uFFFD words"), failed.getMessage());
        assertEquals(null, failed.getCause());
        assertTrue(hosting.stop(refusing, LONG_MS));
        long dawdling = hosting.make(1, Extenders.Dawdling.class.getName(), permit("a", "1.0.0", WIDE));
        refused(ExtenderError.NOT_IN_TIME, () -> hosting.start(dawdling, 50));
        assertTrue(hosting.stop(dawdling, LONG_MS));
        long silent = hosting.make(1, Extenders.Silent.class.getName(), permit("a", "1.0.0", WIDE, "some/1"));
        refused(ExtenderError.NOT_PROVIDED, () -> hosting.start(silent, LONG_MS));
        assertTrue(hosting.stop(silent, LONG_MS));
    }

    @Test
    void shouldLetNoExceptionOut() throws Exception {
        long failing = bench.open(Extenders.Failing.class, permit("fail", "1.0.0", WIDE, "fail/1"));
        refused(ExtenderError.SERVER_FAILED, () -> bench.call("fail/1", new byte[0]));
        refused(ExtenderError.COMMAND_FAILED, () -> hosting.run(failing, "fail", List.of(), LONG_MS));
        refused(ExtenderError.NO_COMMAND, () -> hosting.run(failing, "none", List.of(), LONG_MS));
        refused(ExtenderError.NO_COMMAND, () -> hosting.run(failing, "fail", List.of("one"), LONG_MS));
        until("both failures are counted", () -> bench.status(failing).failures() == 2);
        assertTrue(hosting.stop(failing, LONG_MS));
        assertTrue(hosting.log("fail").stream().anyMatch(line -> line.text().contains("Unspeakable")));
    }

    @Test
    void shouldTakeAPermissionAtOnceFromWhatIsHeld() throws Exception {
        Set<Permission> all = Set.of(Permission.values());
        long echo = bench.open(Extenders.Echoing.class, permit("echo", "1.0.0", WIDE, all, "echo/1", "stream/1"));
        ProtocolStream stream = bench.protocols.dial(new Dial(OWN, "stream/1", false, "", 3), LONG_MS);
        stream.write(bytes("a"), 0, 1, LONG_MS);
        assertEquals(1, read(stream, new byte[1]));
        hosting.permit(echo, permit("echo", "1.0.0", WIDE, Set.of(Permission.LOG_WRITE), "echo/1", "stream/1"));
        assertThrows(QGateException.class, () -> stream.read(new byte[1], 0, 1, LONG_MS), "reset");
        refused(ExtenderError.NOT_SERVED, () -> bench.call("echo/1", bytes("x")));
        assertEquals("OPEN", bench.status(echo).state(), "the service stays up");
        until("the refusal is counted", () -> refusals("echo", Permission.NET_ACCEPT) > 0);
        long before = refusals("echo", Permission.NET_ACCEPT);
        for (int i = 0; i < CALLS; i++) {
            refused(ExtenderError.NOT_SERVED, () -> bench.call("echo/1", bytes("x")));
        }
        // The handler of the stream that was reset is refused once more, some time or other.
        until("each call is one", () -> refusals("echo", Permission.NET_ACCEPT) >= before + CALLS);
        assertTrue(refusals("echo", Permission.NET_ACCEPT) <= before + CALLS + 1, "each call is one");
        hosting.permit(echo, permit("echo", "1.0.0", WIDE, all, "echo/1", "stream/1"));
        assertArrayEquals(bytes("y"), bench.call("echo/1", bytes("y")));
    }

    private long refusals(String id, Permission permission) {
        return hosting.uses(id).stream()
                .filter(use -> use.permission() == permission)
                .mapToLong(PermissionUse::refusals)
                .sum();
    }

    @Test
    void shouldRunNoTwoOfOneExtenderInOffice() {
        bench.open(Extenders.Echoing.class, permit("echo", "1.0.0", WIDE, "echo/1", "stream/1"));
        long second = bench.start(Extenders.Echoing.class, permit("echo", "1.0.1", WIDE, "echo/1", "stream/1"));
        refused(ExtenderError.STATE, () -> hosting.open(second));
        long other = bench.start(Extenders.Echoing.class, permit("other", "1.0.0", WIDE, "echo/1", "stream/1"));
        refused(ExtenderError.SERVED_ALREADY, () -> hosting.open(other));
        assertFalse(hosting.instances().isEmpty());
    }
}
