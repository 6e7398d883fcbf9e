package org.qgate.gate.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.protocol.Protocols.Dial;

/** Streams of a node to itself, which are those to others without the circuit in between. */
class OwnStreamsTest {
    private static final long LONG_MS = TestNode.LONG_MS;

    private final TestNode node = new TestNode();
    private final Protocols protocols = node.protocols;
    private final Workers workers = node.workers(4, 4);

    @AfterEach
    void end() throws InterruptedException {
        try {
            node.assertClean(List.of("echo/1"));
        } finally {
            node.close();
        }
    }

    static void echo(ProtocolStream stream) {
        byte[] buffer = new byte[10_000];
        for (int n = read(stream, buffer); n >= 0; n = read(stream, buffer)) {
            stream.write(buffer, 0, n, LONG_MS);
        }
    }

    private static int read(ProtocolStream stream, byte[] buffer) {
        return stream.read(buffer, 0, buffer.length, LONG_MS);
    }

    static byte[] readAll(ProtocolStream stream) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8_192];
        for (int n = read(stream, buffer); n >= 0; n = read(stream, buffer)) {
            all.write(buffer, 0, n);
        }
        return all.toByteArray();
    }

    private static byte[] readAllAndClose(ProtocolStream stream) {
        try (stream) {
            return readAll(stream);
        }
    }

    private ProtocolStream dial() {
        return protocols.dial(TestNode.own("echo/1"), LONG_MS);
    }

    static void assertRefused(ErrorCode code, Executable call) {
        assertEquals(code, assertThrows(QGateException.class, call).code());
    }

    @Test
    void shouldCarryBytesBothWaysAndHalfClose() throws Exception {
        protocols.accept("echo/1", workers, OwnStreamsTest::echo);
        byte[] sent = new byte[3_000_000];
        new Random(7).nextBytes(sent);
        try (ProtocolStream stream = dial()) {
            assertEquals(Optional.of(TestNode.OWN), stream.peer().node());
            Future<byte[]> read = node.beside(() -> readAll(stream));
            stream.write(sent, 0, sent.length, LONG_MS);
            stream.end();
            assertArrayEquals(sent, TestNode.get(read));
        }
    }

    @Test
    void shouldTellTheServerWhoAsks() throws Exception {
        AtomicReference<Caller> seen = new AtomicReference<>();
        protocols.accept("echo/1", workers, stream -> seen.set(stream.peer()));
        readAllAndClose(dial());
        Caller anonymous = seen.get();
        assertEquals(Optional.empty(), anonymous.node());
        readAllAndClose(protocols.dial(new Dial(TestNode.OWN, "echo/1", true, "", 3), LONG_MS));
        assertEquals(Optional.of(TestNode.OWN), seen.get().node());
        assertTrue(!seen.get().circuit().equals(anonymous.circuit()));
    }

    @Test
    void shouldHoldTheWriterBackWhileNobodyReads() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        AtomicReference<byte[]> got = new AtomicReference<>();
        protocols.accept("echo/1", workers, stream -> {
            assertTrue(read.await(LONG_MS, TimeUnit.MILLISECONDS));
            got.set(readAll(stream));
        });
        byte[] sent = new byte[8_000_000];
        new Random(9).nextBytes(sent);
        ProtocolStream stream = dial();
        Future<?> writes = node.beside(() -> {
            stream.write(sent, 0, sent.length, LONG_MS);
            stream.close();
            return null;
        });
        TestNode.until("queues are full", () -> node.ports.status().bufferedBytes() > 100_000);
        assertTrue(!writes.isDone(), "more was taken than there is room for");
        assertTrue(node.ports.status().bufferedBytes() < 2_000_000);
        read.countDown();
        TestNode.get(writes);
        TestNode.until("all was read", () -> got.get() != null);
        assertArrayEquals(sent, got.get());
    }

    @Test
    void shouldGiveUpWritingInTimeAndResetTheStream() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicReference<ErrorCode> told = new AtomicReference<>();
        protocols.accept("echo/1", workers, stream -> {
            assertTrue(over.await(LONG_MS, TimeUnit.MILLISECONDS));
            told.set(assertThrows(QGateException.class, () -> readAll(stream)).code());
        });
        ProtocolStream stream = dial();
        assertRefused(ExtenderError.TIMEOUT, () -> stream.write(new byte[8_000_000], 0, 8_000_000, 50));
        assertRefused(ExtenderError.STREAM_CLOSED, () -> stream.write(new byte[1], 0, 1, LONG_MS));
        over.countDown();
        TestNode.until("the server was told", () -> told.get() != null);
        assertEquals(ExtenderError.STREAM_CLOSED, told.get());
    }

    @Test
    void shouldGiveUpReadingInTimeAndReadOn() {
        CountDownLatch go = new CountDownLatch(1);
        protocols.accept("echo/1", workers, stream -> {
            assertTrue(go.await(LONG_MS, TimeUnit.MILLISECONDS));
            stream.write("late".getBytes(StandardCharsets.US_ASCII), 0, 4, LONG_MS);
        });
        ProtocolStream stream = dial();
        assertRefused(ExtenderError.TIMEOUT, () -> stream.read(new byte[1], 0, 1, 20));
        go.countDown();
        assertEquals("late", new String(readAll(stream), StandardCharsets.US_ASCII));
        stream.close();
        assertRefused(ExtenderError.STREAM_CLOSED, () -> stream.read(new byte[1], 0, 1, LONG_MS));
    }

    @Test
    void shouldEndTheWaitOfThreadsThatAreInterrupted() throws Exception {
        protocols.accept("echo/1", workers, OwnStreamsTest::echo);
        try (ProtocolStream stream = dial()) {
            AtomicReference<Thread> reader = new AtomicReference<>();
            Future<ErrorCode> read = node.beside(() -> {
                reader.set(Thread.currentThread());
                return assertThrows(QGateException.class, () -> read(stream, new byte[1]))
                        .code();
            });
            TestNode.until("it reads", () -> reader.get() != null);
            reader.get().interrupt();
            assertEquals(ExtenderError.TIMEOUT, TestNode.get(read));
        }
    }

    @Test
    void shouldResetWhatAServerFailedAt() {
        protocols.accept("echo/1", workers, stream -> {
            throw new IllegalStateException("on purpose");
        });
        ProtocolStream stream = dial();
        assertRefused(ExtenderError.STREAM_CLOSED, () -> readAll(stream));
        assertEquals(1, node.protocols.seats().use("echo/1").failures());
    }

    @Test
    void shouldLeaveNothingWhicheverEndGoesWhen() throws Exception {
        protocols.accept("echo/1", workers, OwnStreamsTest::echo);
        List<ProtocolStream> streams = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            streams.add(dial());
        }
        streams.get(0).close();
        streams.get(1).reset();
        streams.get(2).write(new byte[100_000], 0, 100_000, LONG_MS);
        streams.get(2).close();
        streams.get(3).end();
        assertEquals(-1, read(streams.get(3), new byte[1]));
        // the fourth is never closed: both directions have ended, and nothing is left of it all the same
    }

    @Test
    void shouldRefuseWhatIsNotServed() {
        assertRefused(ExtenderError.NOT_SERVED, this::dial);
        assertRefused(ExtenderError.PROTOCOL_NAME, () -> protocols.accept("Echo", workers, OwnStreamsTest::echo));
        assertRefused(ExtenderError.PROTOCOL_NAME, () -> protocols.dial(TestNode.own(""), LONG_MS));
        Protocols.Registration served = protocols.accept("echo/1", workers, OwnStreamsTest::echo);
        assertRefused(ExtenderError.SERVED_ALREADY, () -> protocols.accept("echo/1", workers, OwnStreamsTest::echo));
        assertEquals(Set.of("echo/1"), node.protocols.served());
        served.close();
        assertRefused(ExtenderError.NOT_SERVED, this::dial);
        assertThrows(
                IllegalArgumentException.class,
                () -> protocols.dial(new Dial(TestNode.OWN, "echo/1", false, "", 2), LONG_MS));
        assertThrows(IllegalArgumentException.class, () -> protocols.dial(TestNode.own("echo/1"), 0));
    }

    @Test
    void shouldRefuseMoreThanThereAreThreadsFor() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Workers one = node.workers(1, 1)) {
            protocols.accept("echo/1", one, stream -> assertTrue(end.await(LONG_MS, TimeUnit.MILLISECONDS)));
            ProtocolStream first = dial();
            Future<ProtocolStream> queued = node.beside(this::dial);
            TestNode.until("one waits for the thread", () -> one.queued() == 1);
            assertRefused(ExtenderError.LIMIT, this::dial);
            end.countDown();
            assertEquals(0, readAllAndClose(TestNode.get(queued)).length);
            assertEquals(0, readAllAndClose(first).length);
        }
    }

    @Test
    void shouldTellWhenNoThreadCameInTimeAndForgetTheStream() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (Workers one = node.workers(1, 4)) {
            protocols.accept("echo/1", one, stream -> assertTrue(end.await(LONG_MS, TimeUnit.MILLISECONDS)));
            ProtocolStream first = dial();
            assertRefused(ExtenderError.TIMEOUT, () -> protocols.dial(TestNode.own("echo/1"), 30));
            end.countDown();
            assertEquals(0, readAllAndClose(first).length);
            TestNode.until("nobody is served who left", () -> one.queued() == 0);
        }
    }

    @Test
    void shouldLetStreamsWaitAtAClosedGate() throws Exception {
        Seats.Seat seat = node.protocols.seats().seat();
        seat.put(new Servers(
                workers, Map.of("echo/1", stream -> stream.write(new byte[] {1}, 0, 1, LONG_MS)), Map.of()));
        seat.gate().close();
        Future<byte[]> read = node.beside(() -> readAllAndClose(dial()));
        Workers others = node.workers(1, 1);
        seat.put(
                new Servers(others, Map.of("echo/1", stream -> stream.write(new byte[] {2}, 0, 1, LONG_MS)), Map.of()));
        seat.gate().open();
        assertArrayEquals(new byte[] {2}, TestNode.get(read));
        seat.gate().close();
        assertRefused(ExtenderError.LIMIT, this::dial);
        seat.gate().open();
        assertEquals(0, seat.gate().inside());
    }
}
