package org.qgate.qrng.internal.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.qrng.internal.source.Sources.refused;
import static org.qgate.qrng.internal.source.Sources.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;
import org.qgate.sim.device.DeviceSettings;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.sim.device.Signal;
import org.qgate.sim.device.SimulatedDevice;

class DeviceDriverTest {
    @TempDir
    private Path folder;

    private final Threads threads = new Threads();

    private DeviceDriver driver() {
        return new DeviceDriver(threads, folder.resolve("sys"));
    }

    @AfterEach
    void nothingRunsOn() {
        threads.awaitIdle();
    }

    private Path fifo(String name) throws IOException, InterruptedException {
        Path path = folder.resolve(name);
        assertEquals(0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
        return path;
    }

    @Test
    void shouldReadAFifoInOrder() throws Exception {
        Path path = fifo("samples");
        byte[] sent = new byte[3_000_000];
        new Signal(5, 8, 1).fill(sent, 0, sent.length);
        try (EntropySource source = driver().open(spec("device", path), 0)) {
            assertEquals(Provenance.RAW_DEVICE, source.atMost());
            assertEquals(SourceIdentity.UNKNOWN, source.identity());
            CompletableFuture<Path> writer = CompletableFuture.supplyAsync(() -> write(path, sent));
            assertArrayEquals(sent, Sources.read(source, sent.length));
            writer.get(10, TimeUnit.SECONDS);
            assertEquals(0, source.read(new byte[10], 0, 10, 20), "a writer's end is a stall, not the device's end");
            write(path, new byte[] {1, 2, 3});
            assertArrayEquals(new byte[] {1, 2, 3}, Sources.read(source, 3));
        }
    }

    private static Path write(Path path, byte[] bytes) {
        try {
            return Files.write(path, bytes, StandardOpenOption.WRITE);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    @Test
    void shouldNeitherHangWithoutAWriterNorAtClosing() throws Exception {
        Path path = fifo("silent");
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            EntropySource source = driver().open(spec("device", path), 0);
            CompletableFuture<Integer> read =
                    CompletableFuture.supplyAsync(() -> source.read(new byte[10], 0, 10, 60_000));
            assertEquals(0, source.read(new byte[10], 0, 10, 20));
            assertFalse(read.isDone());
            source.close();
            assertEquals(-1, read.get());
            threads.awaitIdle(); // the thread that waited for the operating system came back
            source.close();
        });
    }

    @Test
    void shouldNotReadFurtherThanSomebodyTakes() throws Exception {
        Path path = fifo("full");
        try (EntropySource source = driver().open(spec("device", path), 0)) {
            byte[] all = new byte[(1 << 19) + (1 << 16)]; // the ring and what the pipe holds
            CompletableFuture<Path> writer = CompletableFuture.supplyAsync(() -> write(path, all));
            writer.get(10, TimeUnit.SECONDS);
            CompletableFuture<Path> more = CompletableFuture.supplyAsync(() -> write(path, new byte[1 << 16]));
            assertEquals(1000, Sources.read(source, 1000).length);
            Sources.read(source, all.length - 1000 + (1 << 16));
            more.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void shouldCallAFileAReplayWhateverItsDriver() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[] {1, 2, 3, 4});
        try (EntropySource source = driver().open(spec("device", file), 1)) {
            assertEquals(Provenance.REPLAY, source.atMost());
            assertArrayEquals(new byte[] {2, 3, 4}, Sources.read(source, 3));
            assertEquals(-1, source.read(new byte[1], 0, 1, 10));
        }
    }

    @Test
    void shouldRefuseWhatIsNoDeviceOfRandomness() throws Exception {
        for (String own : new String[] {"/dev/urandom", "/dev/random", "/dev/zero", "/dev/null"}) {
            refused(QrngError.UNREADABLE, "never credited", () -> driver().open(spec("device", own), 0));
        }
        Path link = Files.createSymbolicLink(folder.resolve("qrandom0"), Path.of("/dev/urandom"));
        refused(QrngError.UNREADABLE, "never credited", () -> driver().open(spec("device", link), 0));
        Files.delete(link);
        refused(QrngError.UNREADABLE, "neither", () -> driver().open(spec("device", folder), 0));
        refused(QrngError.UNREADABLE, "nothing", () -> driver().open(spec("device", folder.resolve("no")), 0));
        refused(QrngError.BAD_SOURCE, "absolute", () -> driver().check(spec("device", "hwrng")));
        refused(QrngError.BAD_SOURCE, "identity", () -> driver().check(
                        spec("device", "/dev/hwrng", 8, Map.of("identity", "x.json"))));
    }

    /** A terminal is the character device that a test can have; a driver of a real one differs by its number only. */
    @Test
    void shouldEndAReadOfACharacterDevice() throws Exception {
        Process script = new ProcessBuilder("script", "-qc", "tty; cat", "/dev/null").start();
        try {
            String terminal = script.inputReader().readLine().strip();
            DeviceFile file = DeviceFile.of(Path.of(terminal));
            assertEquals(DeviceFile.Kind.CHARACTER, file.kind());
            assertTrue(file.major() > 1, file.toString());
            EntropySource source = driver().open(spec("device", terminal), 0);
            assertEquals(0, source.read(new byte[10], 0, 10, 20));
            source.close();
            threads.awaitIdle();
        } finally {
            script.destroy();
        }
    }

    @Test
    void shouldSayWhatLinuxKnowsOfADevice() throws Exception {
        Path sys = folder.resolve("sys");
        Path usb = Files.createDirectories(sys.resolve("devices/usb1/1-1/1-1:1.0/tty/own"));
        Files.writeString(sys.resolve("devices/usb1/1-1/serial"), "A6008isP\n");
        Files.writeString(sys.resolve("devices/usb1/1-1/manufacturer"), "ID\u0007 Quantique\n");
        Files.writeString(sys.resolve("devices/usb1/1-1/product"), "Quantis USB\n");
        Files.writeString(sys.resolve("devices/usb1/1-1/idVendor"), "0aba\n");
        Files.writeString(sys.resolve("devices/usb1/serial"), "the hub's\n");
        Files.createSymbolicLink(usb.resolve("device"), Path.of("../.."));
        Files.createDirectories(sys.resolve("dev/char"));
        Files.createSymbolicLink(sys.resolve("dev/char/188:3"), usb);
        DeviceFile file = new DeviceFile(Path.of("/dev/ttyUSB3"), DeviceFile.Kind.CHARACTER, "", 188, 3);
        assertEquals(
                new SourceIdentity("ID Quantique", "Quantis USB", "A6008isP", "", false),
                new SystemIdentity(sys, file).get());
        Files.delete(sys.resolve("devices/usb1/1-1/serial"));
        assertEquals("", new SystemIdentity(sys, file).get().serial());
        DeviceFile other = new DeviceFile(Path.of("/dev/x"), DeviceFile.Kind.CHARACTER, "", 240, 0);
        assertEquals(SourceIdentity.UNKNOWN, new SystemIdentity(sys, other).get());
    }

    @Test
    void shouldKnowASimulatorBesideItsFifo() throws Exception {
        try (SimulatedDevice device =
                        SimulatedDevice.start(DeviceSettings.of(folder, 9).at(200_000));
                EntropySource source =
                        driver().open(spec("device", device.fifo().orElseThrow()), 0)) {
            SourceIdentity first = source.identity();
            assertTrue(first.simulated());
            assertEquals("SIM-9", first.serial());
            byte[] expected = new byte[50_000];
            new Signal(9 ^ 0x5deece66dL, 8, 1).fill(expected, 0, expected.length);
            assertArrayEquals(expected, Sources.read(source, expected.length));
            device.fault(Fault.of(FaultKind.SERIAL));
            assertEquals("SIM-9-exchanged", source.identity().serial());
            SimulatedDevice.Begin begin = device.fault(Fault.of(FaultKind.STUCK));
            byte[] rest = Sources.read(source, (int) (begin.fifoSample() - expected.length + 1000));
            for (int i = rest.length - 1000; i < rest.length; i++) {
                assertEquals(0, rest[i], "sample " + (expected.length + i) + " of a fault from " + begin);
            }
            device.fault(Fault.of(FaultKind.TRUNCATED));
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (source.read(new byte[1 << 16], 0, 1 << 16, 200) > 0) {
                    // what lies in the pipe
                }
            });
        }
    }

    @Test
    void shouldRefuseAnIdentityThatIsNone() throws Exception {
        Path path = fifo("odd");
        Path said = folder.resolve("odd.identity");
        Files.writeString(said, "[1]");
        refused(QrngError.NONSENSE, "no JSON object", () -> driver().open(spec("device", path), 0));
        Files.writeString(said, "{\"serial\":");
        refused(QrngError.NONSENSE, "no JSON", () -> driver().open(spec("device", path), 0));
        Files.writeString(said, "{\"x\":\"" + "y".repeat(70_000) + "\"}");
        refused(QrngError.NONSENSE, "65536", () -> driver().open(spec("device", path), 0));
        refused(QrngError.UNREADABLE, "nothing", () -> driver().open(
                        spec("device", path, 8, Map.of("identity", folder + "/none")), 0));
    }
}
