package org.qgate.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A long link: later, in order, stalled as the seed says, bounded, and fast. */
@Timeout(60)
final class DelayingForwarderTest {
    private static final long MS = 1_000_000;
    private static final Delay NEVER_STALLED = new Delay(20, 0, 200, 1_000, 1 << 20, 1);

    private static List<DelaySchedule.Departure> departures(Delay delay, long connection, boolean toTarget) {
        DelaySchedule schedule = new DelaySchedule(delay, connection, toTarget);
        List<DelaySchedule.Departure> all = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            all.addAll(schedule.read(10_000, i * MS));
        }
        return all;
    }

    @Test
    void shouldDelayEverythingAlikeWithoutStalls() {
        List<DelaySchedule.Departure> all = departures(NEVER_STALLED, 0, true);
        assertEquals(1_000, all.size());
        assertEquals(new DelaySchedule.Departure(10_000, 27 * MS), all.get(7));
    }

    @Test
    void shouldHoldUpEverythingBehindAStall() {
        Delay delay = new Delay(20, 0.001, 200, 1_000, 1 << 20, 4);
        List<DelaySchedule.Departure> all = departures(delay, 0, true);
        assertEquals(
                10_000_000,
                all.stream().mapToLong(DelaySchedule.Departure::bytes).sum());
        long last = 0;
        for (DelaySchedule.Departure each : all) {
            assertTrue(each.atNs() >= last, "in order");
            last = each.atNs();
        }
        assertTrue(last <= 999 * MS + 220 * MS, "stalls do not add up: each is counted from the segment's own arrival");
        assertTrue(all.size() > 1_000, "a read is parted before a stalled segment");
    }

    @Test
    void shouldStallTheShareAsked() {
        DelaySchedule schedule = new DelaySchedule(new Delay(20, 0.001, 200, 1_000, 1 << 20, 9), 0, true);
        for (int i = 0; i < 10_000; i++) {
            schedule.read(10_000, i);
        }
        // 100,000 segments, 100 expected, standard deviation 10
        assertTrue(Math.abs(schedule.stalled() - 100) < 50, schedule.stalled() + " of 100,000");
    }

    @Test
    void shouldCountEverySmallReadAsASegment() {
        DelaySchedule schedule = new DelaySchedule(new Delay(20, 1, 200, 1_000, 1 << 20, 9), 0, true);
        assertEquals(List.of(new DelaySchedule.Departure(1, 220 * MS)), schedule.read(1, 0));
        assertEquals(List.of(new DelaySchedule.Departure(1, 221 * MS)), schedule.read(1, MS));
    }

    @Test
    void shouldRepeatItselfBySeedAndDifferByConnectionAndDirection() {
        Delay delay = new Delay(20, 0.01, 200, 1_000, 1 << 20, 7);
        assertEquals(departures(delay, 3, true), departures(delay, 3, true));
        assertNotEquals(departures(delay, 3, true), departures(delay, 3, false));
        assertNotEquals(departures(delay, 3, true), departures(delay, 4, true));
        Delay other = new Delay(20, 0.01, 200, 1_000, 1 << 20, 8);
        assertNotEquals(departures(delay, 3, true), departures(other, 3, true));
    }

    @Test
    void shouldRefuseNonsense() {
        assertThrows(IllegalArgumentException.class, () -> new Delay(-1, 0, 0, 1, 1 << 20, 0));
        assertThrows(IllegalArgumentException.class, () -> new Delay(1, 1.1, 0, 1, 1 << 20, 0));
        assertThrows(IllegalArgumentException.class, () -> new Delay(1, 0, 0, 1, 1, 0));
    }

    @Test
    void shouldReadNoMoreThanItsBufferHolds() throws Exception {
        Delay delay = new Delay(100, 0, 0, 1_448, 1 << 20, 1);
        DelayLine line = new DelayLine(new DelaySchedule(delay, 0, true), delay.bufferBytes());
        byte[] body = new SimRandom(3).bytes(3 << 20);
        CountingInput in = new CountingInput(body);
        CompletableFuture<Void> filling = run(() -> line.fill(in));
        CheckedOutput out = new CheckedOutput(body, in, 1 << 20);
        CompletableFuture<Void> emptying = run(() -> line.empty(out));
        filling.get(30, TimeUnit.SECONDS);
        emptying.get(30, TimeUnit.SECONDS);
        assertEquals(body.length, out.at);
        assertTrue(out.most > 1 << 19, "it uses its buffer: " + out.most);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static CompletableFuture<Void> run(Action action) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                action.run();
                done.complete(null);
            } catch (IOException | RuntimeException | AssertionError failed) {
                done.completeExceptionally(failed);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return done;
    }

    /** Knows how much was read. */
    private static final class CountingInput extends ByteArrayInputStream {
        CountingInput(byte[] body) {
            super(body);
        }

        synchronized int taken() {
            return pos;
        }
    }

    /** Expects the body, and never more on its way than allowed. */
    private static final class CheckedOutput extends OutputStream {
        private final byte[] body;
        private final CountingInput in;
        private final int allowed;
        private int at;
        private int most;

        CheckedOutput(byte[] body, CountingInput in, int allowed) {
            this.body = body;
            this.in = in;
            this.allowed = allowed;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            most = Math.max(most, in.taken() - at);
            assertTrue(in.taken() - at <= allowed, "on its way: " + (in.taken() - at));
            for (int i = 0; i < length; i++) {
                assertEquals(body[at + i], bytes[offset + i]);
            }
            at += length;
        }
    }

    private static LoopbackServer echo() throws IOException {
        return new LoopbackServer("127.0.0.1", 0, socket -> {
            socket.getInputStream().transferTo(socket.getOutputStream());
            socket.shutdownOutput();
        });
    }

    @Test
    void shouldCarryBothWaysLaterAndToTheEnd() throws Exception {
        byte[] sent = new SimRandom(5).bytes(2_000_000);
        try (LoopbackServer echo = echo();
                DelayingForwarder link = new DelayingForwarder("127.0.0.1", "127.0.0.1", echo.port(), NEVER_STALLED);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
            long start = System.nanoTime();
            CompletableFuture<Void> sending = run(() -> {
                socket.getOutputStream().write(sent);
                socket.shutdownOutput();
            });
            assertEquals(sent[0], (byte) socket.getInputStream().read());
            assertTrue(System.nanoTime() - start >= 40 * MS, "20 ms each way");
            byte[] rest = socket.getInputStream().readAllBytes();
            sending.get(30, TimeUnit.SECONDS);
            assertArrayEquals(Arrays.copyOfRange(sent, 1, sent.length), rest);
        }
    }

    @Test
    void shouldEndBothSidesWhenOneBreaks() throws Exception {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try (LoopbackServer silent = new LoopbackServer("127.0.0.1", 0, socket -> {
                    try {
                        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                    } finally {
                        ended.complete(null);
                    }
                });
                DelayingForwarder link =
                        new DelayingForwarder("127.0.0.1", "127.0.0.1", silent.port(), NEVER_STALLED)) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
                socket.setSoLinger(true, 0); // a reset
                socket.getOutputStream().write(1);
            }
            ended.get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldBeFastThroughALongLink() throws Exception {
        int length = 64 << 20;
        try (LoopbackHttpServer server = LoopbackHttpServer.start();
                DelayingForwarder link =
                        new DelayingForwarder("127.0.0.1", "127.0.0.1", server.port(), Delay.longLink(1_448, 1));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
            long start = System.nanoTime();
            socket.getOutputStream().write(("GET /bytes/" + length + " HTTP/1.1\r\n\r\n").getBytes("US-ASCII"));
            socket.shutdownOutput();
            long read = 0;
            byte[] piece = new byte[262_144];
            InputStream in = socket.getInputStream();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                read += n;
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("64 MiB through a long link in %.2f s, %.0f MB/s%n", seconds, length / 1e6 / seconds);
            assertTrue(read > length, "head and body");
        }
    }
}
