package org.qgate.qrng.internal.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.qgate.qrng.internal.source.Sources.refused;
import static org.qgate.qrng.internal.source.Sources.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.sim.device.Signal;

class RecordingTest {
    private static final Map<String, String> PACKED = Map.of("packed", "true");

    @TempDir
    private Path folder;

    private final ReplayDriver driver = new ReplayDriver();
    private final byte[] recorded = new byte[10_000];
    private Path file;

    @BeforeEach
    void record() throws IOException {
        new Signal(11, 8, 1).fill(recorded, 0, recorded.length);
        file = Files.write(folder.resolve("recorded"), recorded);
    }

    @Test
    void shouldGiveARecordingOnceAndCallItAReplay() {
        try (EntropySource source = driver.open(spec("replay", file), 0)) {
            assertEquals(Provenance.REPLAY, source.atMost());
            assertEquals("recording recorded", source.identity().model());
            assertArrayEquals(recorded, Sources.read(source, recorded.length));
            assertEquals(-1, source.read(new byte[10], 0, 10, 1000), "it never begins anew");
        }
    }

    @Test
    void shouldGoOnBehindWhatMayHaveBeenGiven() {
        try (EntropySource source = driver.open(spec("replay", file), 4321)) {
            assertArrayEquals(Arrays.copyOfRange(recorded, 4321, 10_000), Sources.read(source, 10_000 - 4321));
        }
        try (EntropySource source = driver.open(spec("replay", file), 1L << 40)) {
            assertEquals(-1, source.read(new byte[10], 0, 10, 1000));
        }
    }

    @Test
    void shouldUnpackSamplesFirstInTheHighestBits() throws IOException {
        for (int bits : new int[] {1, 2, 4, 8}) {
            byte[] expected = unpacked(bits);
            for (int before : new int[] {0, 1, 3, 7, 8, 4001}) {
                try (EntropySource source = driver.open(spec("replay", file, bits, PACKED), before)) {
                    for (int piece = 1, at = before; at < 5000; at += piece, piece = piece % 29 + 1) {
                        byte[] read = Sources.read(source, piece);
                        assertArrayEquals(
                                Arrays.copyOfRange(expected, at, at + piece), read, bits + " bits, sample " + at);
                    }
                }
            }
        }
    }

    private byte[] unpacked(int bits) {
        byte[] all = new byte[recorded.length * 8 / bits];
        for (int i = 0; i < all.length; i++) {
            int bit = i * bits;
            all[i] = (byte) ((recorded[bit / 8] & 0xff) >>> 8 - bits - bit % 8 & (1 << bits) - 1);
        }
        return all;
    }

    @Test
    void shouldRefuseSamplesWiderThanSaid() {
        try (EntropySource source = driver.open(spec("replay", file, 4, Map.of()), 0)) {
            refused(QrngError.NONSENSE, "more than 4 bits", () -> source.read(new byte[100], 0, 100, 1000));
        }
    }

    @Test
    void shouldRefuseWhatItCannotOpen() {
        refused(QrngError.BAD_SOURCE, "absolute path", () -> driver.check(spec("replay", "recorded")));
        refused(QrngError.BAD_SOURCE, "no path", () -> driver.check(spec("replay", "/a\0b")));
        refused(
                QrngError.BAD_SOURCE,
                "option 'loop'",
                () -> driver.check(spec("replay", file, 8, Map.of("loop", "true"))));
        refused(QrngError.BAD_SOURCE, "1, 2, 4 or 8", () -> driver.check(spec("replay", file, 3, PACKED)));
        refused(
                QrngError.BAD_SOURCE,
                "true or false",
                () -> driver.check(spec("replay", file, 1, Map.of("packed", "yes"))));
        refused(QrngError.UNREADABLE, "there is nothing", () -> driver.open(spec("replay", folder.resolve("gone")), 0));
        refused(QrngError.UNREADABLE, "regular files only", () -> driver.open(spec("replay", "/dev/null"), 0));
        refused(QrngError.UNREADABLE, "regular files only", () -> driver.open(spec("replay", folder), 0));
    }
}
