package org.qgate.local.internal.fifo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.LocalError;
import org.qgate.api.error.QGateException;
import org.qgate.api.local.ByteFeed;

@Timeout(60)
class FifoPumpTest {
    /** What a pipe of Linux holds. */
    private static final int PIPE_BYTES = 64 << 10;

    @TempDir
    Path folder;

    private final AtomicReference<ByteFeed> feed = new AtomicReference<>();
    private final AtomicLong given = new AtomicLong();

    private FifoSettings settings() {
        return new FifoSettings(folder.resolve("random"), 0600);
    }

    /** Bytes that count. */
    private byte[] next(int most, long atMostMs) {
        byte[] bytes = new byte[most];
        for (int i = 0; i < most; i++) {
            bytes[i] = (byte) given.getAndIncrement();
        }
        return bytes;
    }

    private record Running(FifoPump pump, Thread thread) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            pump.close();
            try {
                thread.join(30_000);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
            assertTrue(!thread.isAlive(), "the pump hangs");
        }
    }

    private Running run() throws IOException {
        FifoPump pump = FifoPump.open(settings(), () -> Optional.ofNullable(feed.get()));
        Thread thread = new Thread(pump);
        thread.start();
        return new Running(pump, thread);
    }

    private static void assertCounts(InputStream in, long from, int length) throws IOException {
        byte[] read = in.readNBytes(length);
        assertEquals(length, read.length, "the pipe ended");
        for (int i = 0; i < length; i++) {
            assertEquals((byte) (from + i), read[i], "byte " + (from + i));
        }
    }

    @Test
    void shouldGiveOverReplacementsWithoutAnEnd() throws Exception {
        feed.set(this::next);
        try (Running running = run();
                InputStream in = Files.newInputStream(folder.resolve("random"))) {
            assertCounts(in, 0, 1_000);
            feed.set((most, atMostMs) -> {
                throw new QGateException(LocalError.NOT_READY, "leaving");
            });
            feed.set(null);
            feed.set(this::next);
            assertCounts(in, 1_000, 4 * PIPE_BYTES);
            assertTrue(running.pump().bytes() >= 1_000 + 4 * PIPE_BYTES);
        }
    }

    @Test
    void shouldStandStillWhileNobodyReads() throws Exception {
        feed.set(this::next);
        try (Running running = run()) {
            while (running.pump().bytes() < PIPE_BYTES) {
                Thread.onSpinWait();
            }
            assertEquals(PIPE_BYTES, running.pump().bytes());
            assertTrue(given.get() <= PIPE_BYTES + FifoPump.PIECE, given + " bytes were asked for");
        }
    }

    @Test
    void shouldLetReadersComeAndGo() throws Exception {
        feed.set(this::next);
        try (Running running = run()) {
            for (int turn = 0; turn < 3; turn++) {
                try (InputStream in = Files.newInputStream(folder.resolve("random"))) {
                    assertEquals(100, in.readNBytes(100).length);
                }
            }
            assertEquals("", running.pump().failure());
        }
    }

    @Test
    void shouldMakeAPipeForItsOwnerAndTakeItAgain() throws Exception {
        run().close();
        Path pipe = folder.resolve("random");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(pipe)));
        assertTrue(Files.readAttributes(pipe, "isOther").containsValue(true));
        run().close();
    }

    @Test
    void shouldRefuseWhatIsNoPipeOfItsOwn() throws Exception {
        Path pipe = folder.resolve("random");
        Files.writeString(pipe, "mine");
        refused("something else");
        Files.delete(pipe);
        Files.createSymbolicLink(pipe, folder.resolve("elsewhere"));
        refused("something else");
        Files.delete(pipe);
        run().close();
        Files.setPosixFilePermissions(pipe, PosixFilePermissions.fromString("rw-rw-rw-"));
        refused("mode");
        Files.setPosixFilePermissions(pipe, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        refused("others may write");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        run().close();
    }

    private void refused(String why) {
        IOException refusal = assertThrows(IOException.class, () -> run().close());
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }
}
