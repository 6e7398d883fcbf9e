package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.qgate.api.base.Clock;
import org.qgate.api.net.Endpoint;
import org.qgate.transport.EventBackend;
import org.qgate.transport.TransportSettings;

/** Slow ends: memory stays bounded, order is kept, nothing is lost. The other end is a plain JDK socket. */
@Timeout(60)
class BackPressureTest {
    private static TransportSettings on(EventBackend backend, String... more) {
        Map<String, String> keys = new HashMap<>();
        keys.put("backend", backend.name().toLowerCase(Locale.ROOT));
        for (int i = 0; i < more.length; i += 2) {
            keys.put(more[i], more[i + 1]);
        }
        return TransportSettings.read(keys);
    }

    private static Socket dial(Node node) throws IOException {
        Endpoint at = node.listen(100).address();
        return new Socket(at.address().toInetAddress(), at.port());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void shouldTellWhenASlowReaderHasRoomAgain(EventBackend backend) throws IOException {
        AtomicInteger sent = new AtomicInteger();
        AtomicLong mostQueued = new AtomicLong();
        byte[] piece = ConnectionTest.random(16_384, 5);
        int pieces = 1000;
        Node[] node = new Node[1];
        Recorder writer = new Recorder() {
            @Override
            public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
                super.accepted(port, listener, local, remote);
                writable(port);
            }

            @Override
            public void writable(long port) {
                while (sent.get() < pieces && node[0].lease.writable(port)) {
                    Node.commit(node[0].lease, port, piece);
                    sent.incrementAndGet();
                    mostQueued.accumulateAndGet(node[0].lease.queuedBytes(port), Math::max);
                }
            }
        };
        node[0] = new Node(on(backend), writer);
        try (Node closing = node[0];
                Socket socket = dial(closing)) {
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[piece.length];
            for (int i = 0; i < pieces; i++) {
                assertEquals(piece.length, in.readNBytes(buffer, 0, piece.length));
                assertArrayEquals(piece, buffer);
            }
            assertTrue(mostQueued.get() <= 512 * 1024 + piece.length, "queued " + mostQueued);
            writer.until("nothing buffered", () -> closing.ports.status().bufferedBytes() == 0);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void shouldKeepOrderAndBoundWhilePaused(EventBackend backend) throws IOException {
        byte[] all = ConnectionTest.random(3_000_000, 6);
        Node[] node = new Node[1];
        AtomicInteger pauses = new AtomicInteger();
        Recorder reader = new Recorder() {
            @Override
            public int received(long port, byte[] bytes, int offset, int length) {
                int part = Math.min(length, 10_000);
                take(port, bytes, offset, part);
                if (part < length) {
                    node[0].lease.pause(port);
                    pauses.incrementAndGet();
                    node[0].lease.execute(() -> {
                        assertTrue(node[0].ports.status().bufferedBytes() <= 2 * Inlet.MOST_WAITING);
                        node[0].lease.resume(port);
                    });
                }
                return part;
            }
        };
        node[0] = new Node(on(backend), reader);
        try (Node closing = node[0];
                Socket socket = dial(closing)) {
            socket.getOutputStream().write(all);
            socket.shutdownOutput();
            reader.untilEvent("inputClosed");
            assertArrayEquals(all, reader.bytesOf(reader.accepted.get(0)));
            assertTrue(pauses.get() > 10, "pauses: " + pauses);
            assertEquals(0, closing.ports.status().bufferedBytes());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void shouldDeliverBytesThenEndAfterAPause(EventBackend backend) throws IOException {
        Node[] node = new Node[1];
        Recorder reader = new Recorder() {
            @Override
            public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
                node[0].lease.pause(port);
                super.accepted(port, listener, local, remote);
            }
        };
        byte[] all = ConnectionTest.random(1_000_000, 7);
        node[0] = new Node(on(backend), reader);
        try (Node closing = node[0];
                Socket socket = dial(closing)) {
            Thread sender = new Thread(() -> send(socket, all));
            sender.start();
            reader.untilEvent("accepted");
            long port = reader.accepted.get(0);
            assertTrue(closing.ports.status().bufferedBytes() <= Inlet.MOST_WAITING);
            assertEquals(List.of("accepted"), reader.events);
            // Its own half closed too, the connection is over in both directions while bytes still wait in the kernel.
            closing.run(() -> closing.lease.shutdownOutput(port));
            assertEquals(-1, socket.getInputStream().read());
            assertEquals(0, reader.countOf(port));
            closing.run(() -> closing.lease.resume(port));
            reader.untilEvent("closed REMOTE");
            assertArrayEquals(all, reader.bytesOf(port));
            assertEquals(List.of("accepted", "inputClosed", "closed REMOTE"), reader.events);
        }
    }

    private static void fill(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private static void send(Socket socket, byte[] bytes) {
        fill(socket, bytes);
        try {
            socket.shutdownOutput();
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void shouldTellOfAResetAfterTheBytesBeforeIt(EventBackend backend) throws IOException {
        Node[] node = new Node[1];
        Recorder reader = new Recorder() {
            private boolean once;

            @Override
            public int received(long port, byte[] bytes, int offset, int length) {
                if (!once) {
                    once = true;
                    node[0].lease.pause(port);
                    note("paused");
                    return 0;
                }
                return super.received(port, bytes, offset, length);
            }
        };
        node[0] = new Node(on(backend), reader);
        try (Node closing = node[0];
                Socket socket = dial(closing)) {
            socket.getOutputStream().write(new byte[] {1, 2, 3});
            reader.untilEvent("paused");
            reset(socket);
            long port = reader.accepted.get(0);
            closing.lease.schedule(200, () -> closing.lease.resume(port));
            reader.untilEvent("closed RESET");
            assertArrayEquals(new byte[] {1, 2, 3}, reader.bytesOf(port));
            assertEquals(List.of("accepted", "paused", "closed RESET"), reader.events);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void shouldNotSpinOnAConnectionThatIsOverWhilePaused(EventBackend backend) throws IOException {
        Node[] node = new Node[1];
        Recorder reader = new Recorder() {
            @Override
            public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
                node[0].lease.pause(port);
                super.accepted(port, listener, local, remote);
            }
        };
        node[0] = new Node(on(backend), reader);
        try (Node closing = node[0];
                Socket socket = dial(closing);
                Socket reset = dial(closing)) {
            socket.getOutputStream().write(new byte[100]);
            socket.shutdownOutput();
            reset.getOutputStream().write(new byte[100]);
            reader.until("both", () -> reader.accepted.size() == 2);
            reset(reset);
            closing.run(() -> reader.accepted.forEach(closing.lease::shutdownOutput));
            assertEquals(-1, socket.getInputStream().read());
            double share = closing.busyShare();
            assertTrue(share < 0.3, "the loop was busy for " + share + " of the time");
            closing.run(() -> closing.lease.resume(reader.accepted.get(0)));
            closing.run(() -> closing.lease.resume(reader.accepted.get(1)));
            reader.until("both ends", () -> reader.closed.size() == 2);
            long inOrder = reader.accepted.stream()
                    .filter(port -> reader.countOf(port) == 100)
                    .count();
            assertTrue(inOrder >= 1, () -> "bytes: " + reader.bytes);
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void shouldCloseThePortOfAnOwnerThatNeitherConsumesNorPauses(EventBackend backend) throws IOException {
        Recorder stubborn = new Recorder() {
            @Override
            public int received(long port, byte[] bytes, int offset, int length) {
                return 0;
            }
        };
        try (Node node = new Node(on(backend), stubborn);
                Socket socket = dial(node)) {
            Thread sender = new Thread(() -> {
                try {
                    socket.getOutputStream().write(new byte[2_000_000]);
                } catch (IOException reset) {
                    stubborn.note("reset");
                }
            });
            sender.start();
            stubborn.untilEvent("closed LIMIT");
            assertEquals(0, node.ports.status().bufferedBytes());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void shouldStopReadingWhenTheBudgetIsUsedUpAndEndTheFullestWhenNothingDrains(EventBackend backend)
            throws IOException {
        int budget = 4 * 1024 * 1024;
        Recorder waiting = new Recorder() {
            @Override
            public int received(long port, byte[] bytes, int offset, int length) {
                return 0; // a unit that is never whole
            }
        };
        AtomicLong nowNs = new AtomicLong();
        Clock clock = new Clock() {
            @Override
            public long wallMs() {
                return nowNs.get() / 1_000_000;
            }

            @Override
            public long monoNs() {
                return nowNs.get();
            }
        };
        TransportSettings settings = on(backend, "byte_budget", Integer.toString(budget), "read_bytes", "65536");
        byte[] piece = ConnectionTest.random(250_000, 8);
        List<Socket> sockets = new ArrayList<>();
        try (Node node = new Node(settings, waiting, clock)) {
            Endpoint at = node.listen(100).address();
            for (int i = 0; i < 40; i++) {
                Socket socket = new Socket(at.address().toInetAddress(), at.port());
                sockets.add(socket);
                int soFar = i + 1;
                // Beyond the budget connections are refused: those opened by then are enough.
                waiting.until(
                        "accepted",
                        () -> waiting.accepted.size() == soFar
                                || node.ports.status().connectionsRefused() > 0);
                Thread sender = new Thread(() -> fill(socket, piece));
                sender.setDaemon(true);
                sender.setUncaughtExceptionHandler((thread, ended) -> waiting.note("sender ended"));
                sender.start();
            }
            waiting.until("the budget to be used up", () -> node.ports.status().bufferedBytes() > budget);
            node.lease.schedule(300, () -> waiting.note("settled"));
            waiting.untilEvent("settled");
            long held = node.ports.status().bufferedBytes();
            assertTrue(held < budget + 65536 + 1, "held " + held);
            assertEquals(Map.of(), waiting.closed);
            nowNs.addAndGet(11_000_000_000L);
            waiting.untilEvent("closed LIMIT");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
