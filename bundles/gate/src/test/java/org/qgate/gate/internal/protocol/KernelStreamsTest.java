package org.qgate.gate.internal.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.gate.internal.protocol.OwnStreamsTest.assertRefused;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.api.NodeId;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols.Dial;

/** Streams and calls through a kernel, which may come, go and be replaced. */
class KernelStreamsTest {
    private static final long LONG_MS = TestNode.LONG_MS;
    private static final Dial ECHO = new Dial(FakeKernel.BACK, "echo/1", false, "i", 3);

    private final TestNode node = new TestNode(50);
    private final FakeKernel kernel = new FakeKernel(node.ports, node.protocols, 0);
    private final Workers workers = node.workers(64, 64);

    KernelStreamsTest() {
        node.streams.set(kernel);
    }

    @AfterEach
    void end() throws InterruptedException {
        try {
            node.assertClean(List.of("echo/1"));
        } finally {
            node.close();
        }
    }

    private static Dial to(NodeId id) {
        return new Dial(id, "echo/1", false, "", 3);
    }

    @Test
    void shouldCarryBytesThroughTheKernel() throws Exception {
        AtomicReference<Caller> caller = new AtomicReference<>();
        node.protocols.accept("echo/1", workers, stream -> {
            caller.set(stream.peer());
            OwnStreamsTest.echo(stream);
        });
        byte[] sent = new byte[2_000_000];
        new Random(3).nextBytes(sent);
        try (ProtocolStream stream = node.protocols.dial(new Dial(FakeKernel.BACK, "echo/1", true, "i", 3), LONG_MS)) {
            Future<byte[]> read = node.beside(() -> OwnStreamsTest.readAll(stream));
            stream.write(sent, 0, sent.length, LONG_MS);
            stream.end();
            assertArrayEquals(sent, TestNode.get(read));
        }
        assertEquals(Optional.of(TestNode.OWN), caller.get().node());
        assertEquals("i", kernel.asked.get(0).isolation());
    }

    @ParameterizedTest
    @EnumSource(StreamFailure.class)
    void shouldSayWhyAStreamCouldNotBeOpened(StreamFailure reason) {
        ErrorCode expected =
                switch (reason) {
                    case REFUSED, NAME, EXIT_POLICY -> ExtenderError.NOT_SERVED;
                    case RESOURCES -> ExtenderError.LIMIT;
                    default -> ExtenderError.UNREACHABLE;
                };
        assertRefused(expected, () -> node.protocols.dial(to(FakeKernel.failing(reason)), LONG_MS));
        assertRefused(expected, () -> node.protocols.call(to(FakeKernel.failing(reason)), new byte[0], LONG_MS));
    }

    @Test
    void shouldRefuseStrangersWhatIsNotServed() {
        assertRefused(ExtenderError.NOT_SERVED, () -> node.protocols.dial(ECHO, LONG_MS));
    }

    @Test
    void shouldCancelWhatDoesNotOpenInTime() throws Exception {
        assertRefused(ExtenderError.TIMEOUT, () -> node.protocols.dial(to(FakeKernel.SILENT), 20));
        assertRefused(ExtenderError.TIMEOUT, () -> node.protocols.call(to(FakeKernel.SILENT), new byte[1], 20));
        TestNode.until("both were cancelled", () -> kernel.cancelled.size() == 2);
    }

    @Test
    void shouldTurnAwayNobodyWhoLeftBeforeAThreadWasFree() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger served = new AtomicInteger();
        try (Workers one = node.workers(1, 4)) {
            node.protocols.accept("echo/1", one, stream -> {
                served.incrementAndGet();
                assertTrue(end.await(LONG_MS, TimeUnit.MILLISECONDS));
            });
            try (ProtocolStream first = node.protocols.dial(ECHO, LONG_MS)) {
                assertRefused(ExtenderError.TIMEOUT, () -> node.protocols.dial(ECHO, 50));
                TestNode.until("the node heard that somebody left", () -> !kernel.gone.isEmpty());
                end.countDown();
                assertEquals(-1, first.read(new byte[1], 0, 1, LONG_MS));
            }
            TestNode.until("the queue is empty", () -> one.queued() == 0);
        }
        assertEquals(1, served.get());
    }

    @Test
    void shouldWaitForTheNextKernelAndKeepStreamsOverIt() throws Exception {
        node.protocols.accept("echo/1", workers, OwnStreamsTest::echo);
        try (ProtocolStream stream = node.protocols.dial(ECHO, LONG_MS)) {
            node.streams.clear(kernel);
            stream.write(new byte[] {1}, 0, 1, LONG_MS);
            assertEquals(1, stream.read(new byte[1], 0, 1, LONG_MS));
            FakeKernel next = new FakeKernel(node.ports, node.protocols, 1_000);
            Future<ProtocolStream> waiting = node.beside(() -> node.protocols.dial(ECHO, LONG_MS));
            node.streams.set(next); // it may or may not have begun to wait
            node.protocols.kernelChanged();
            TestNode.get(waiting).close();
            stream.write(new byte[] {2}, 0, 1, LONG_MS);
            assertEquals(1, stream.read(new byte[1], 0, 1, LONG_MS));
        }
    }

    @Test
    void shouldSayThatThereIsNoKernel() {
        node.streams.clear(kernel);
        assertRefused(ExtenderError.UNREACHABLE, () -> node.protocols.dial(ECHO, LONG_MS));
        assertRefused(ExtenderError.UNREACHABLE, () -> node.protocols.call(ECHO, new byte[1], LONG_MS));
        assertRefused(ExtenderError.UNREACHABLE, () -> node.protocols.nodes("echo/1"));
    }

    @Test
    void shouldSendACallOnceAndTheNextOverAnotherStream() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        AtomicInteger served = new AtomicInteger();
        node.protocols.serve("echo/1", workers, (caller, request, left) -> {
            if (served.incrementAndGet() == 1) {
                began.countDown();
                new CountDownLatch(1).await(LONG_MS, TimeUnit.MILLISECONDS);
            }
            return request;
        });
        Future<?> call = node.beside(() -> {
            assertRefused(ExtenderError.BROKEN, () -> node.protocols.call(ECHO, new byte[1], LONG_MS));
            return null;
        });
        assertTrue(began.await(LONG_MS, TimeUnit.MILLISECONDS));
        kernel.breakOff();
        TestNode.get(call);
        assertEquals(1, served.get());
        assertEquals(1, node.protocols.call(ECHO, new byte[1], LONG_MS).length);
        assertEquals(2, served.get());
        assertEquals(2, kernel.asked.size());
    }

    @Test
    void shouldBoundHowManyStreamsOfOneProtocolAreOpen() throws Exception {
        List<Future<?>> dials = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            dials.add(node.beside(() -> {
                assertRefused(ExtenderError.TIMEOUT, () -> node.protocols.dial(to(FakeKernel.SILENT), 20));
                return null;
            }));
        }
        for (Future<?> each : dials) {
            TestNode.get(each);
        }
        Openings openings = new Openings();
        for (int i = 0; i < Openings.MOST_OF_ONE; i++) {
            assertTrue(openings.take("a"));
        }
        assertTrue(!openings.take("a"));
        for (int i = 0; i < Openings.MOST - Openings.MOST_OF_ONE; i++) {
            assertTrue(openings.take("b" + i));
        }
        assertTrue(!openings.take("c"));
        openings.giveBack("b0");
        assertTrue(openings.take("c"));
        assertEquals(Openings.MOST, openings.all());
    }
}
