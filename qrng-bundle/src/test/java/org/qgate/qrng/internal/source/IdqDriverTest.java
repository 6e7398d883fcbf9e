package org.qgate.qrng.internal.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.qrng.internal.source.Sources.refused;
import static org.qgate.qrng.internal.source.Sources.spec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.sim.device.DeviceSettings;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.sim.device.Signal;
import org.qgate.sim.device.SimulatedDevice;

/** The driver against an appliance that behaves, but for the faults that it has on command, over real TLS. */
class IdqDriverTest {
    private static final String PIN = "ab".repeat(32);

    @TempDir
    private Path folder;

    private final Threads threads = new Threads();
    private final IdqDriver driver = new IdqDriver(threads, Threads.CLOCK);

    @AfterEach
    void nothingRunsOn() {
        threads.awaitIdle();
    }

    private SimulatedDevice device() throws Exception {
        return SimulatedDevice.start(DeviceSettings.of(folder, 21).at(500_000).withoutFifo());
    }

    private static SourceSpec at(SimulatedDevice device) {
        return spec("idq", device.url(), 8, Map.of("pin", device.pin()));
    }

    @Test
    void shouldReadAnApplianceInOrderOverTls() throws Exception {
        try (SimulatedDevice device = device();
                EntropySource source = driver.open(at(device), 0)) {
            assertEquals(Provenance.CONDITIONED_DEVICE, source.atMost());
            assertTrue(source.identity().simulated());
            assertEquals("SIM-15", source.identity().serial());
            assertEquals("sim-1.0.0", source.identity().firmware());
            byte[] expected = new byte[200_000];
            new Signal(21, 8, 1).fill(expected, 0, expected.length);
            assertArrayEquals(expected, Sources.read(source, expected.length));
            device.fault(Fault.of(FaultKind.SERIAL));
            assertEquals("SIM-15-exchanged", source.identity().serial());
            device.fault(Fault.of(FaultKind.FIRMWARE));
            assertEquals("sim-1.0.0-changed", source.identity().firmware());
        }
    }

    @Test
    void shouldTakeAPinAsOpensslWritesIt() throws Exception {
        try (SimulatedDevice device = device()) {
            String pin = device.pin().toUpperCase().replaceAll("(..)(?!$)", "$1:");
            driver.open(spec("idq", device.url() + "/", 8, Map.of("pin", pin)), 0)
                    .close();
        }
    }

    @Test
    void shouldRefuseAnotherCertificate() throws Exception {
        try (SimulatedDevice device = device()) {
            refused(
                    QrngError.UNREADABLE,
                    "another certificate",
                    () -> driver.open(spec("idq", device.url(), 8, Map.of("pin", PIN)), 0));
        }
    }

    @Test
    void shouldUseNothingOfAnAnswerThatBreaksOff() throws Exception {
        try (SimulatedDevice device = device();
                EntropySource source = driver.open(at(device), 0)) {
            Sources.read(source, 10_000);
            SimulatedDevice.Begin begin = device.fault(Fault.of(FaultKind.TRUNCATED));
            long[] total = {10_000};
            refused(QrngError.NONSENSE, "ends early", () -> {
                byte[] into = new byte[100_000];
                for (int read = 1; read > 0; read = source.read(into, 0, into.length, 20_000)) {
                    total[0] += read == 1 ? 0 : read;
                }
            });
            assertTrue(total[0] <= begin.httpsSample() + 10_000, total[0] + " samples, " + begin);
            assertEquals(0, total[0] % 10_000, "whole answers of 10,000 bytes only");
        }
    }

    @Test
    void shouldTellASlowApplianceFromOneThatEnded() throws Exception {
        try (SimulatedDevice device = device();
                EntropySource source = driver.open(at(device), 0)) {
            device.fault(new Fault(FaultKind.SLOW, 100));
            byte[] into = new byte[1 << 16];
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (source.read(into, 0, into.length, 100) > 0) {
                    // what was under way
                }
            });
            assertEquals(0, source.read(into, 0, into.length, 20), "slow is not the end");
        }
    }

    @Test
    void shouldEndAReadThatWaits() throws Exception {
        try (SimulatedDevice device = device()) {
            EntropySource source = driver.open(at(device), 0);
            device.fault(new Fault(FaultKind.SLOW, 1));
            byte[] into = new byte[1 << 20];
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                while (source.read(into, 0, into.length, 100) > 0) {
                    // what was under way
                }
                CompletableFuture<Integer> waiting =
                        CompletableFuture.supplyAsync(() -> source.read(into, 0, 1, 60_000));
                source.close();
                assertEquals(-1, waiting.get());
                threads.awaitIdle();
            });
        }
    }

    @Test
    void shouldSayThatAnApplianceIsGone() throws Exception {
        SourceSpec spec;
        EntropySource source;
        try (SimulatedDevice device = device()) {
            spec = at(device);
            source = driver.open(spec, 0);
            Sources.read(source, 1000);
        }
        byte[] into = new byte[1 << 20];
        refused(QrngError.UNREADABLE, "dev: ", () -> {
            while (source.read(into, 0, into.length, 20_000) > 0) {
                // what was under way
            }
        });
        refused(QrngError.UNREADABLE, "dev: ", source::identity);
        source.close();
        refused(QrngError.UNREADABLE, "dev: ", () -> driver.open(spec, 0));
    }

    @Test
    void shouldRefuseAddressesThatAreUnsafeOrNone() {
        Map<String, String> pinned = Map.of("pin", PIN);
        driver.check(spec("idq", "https://192.0.2.7", 8, pinned));
        driver.check(spec("idq", "https://[2001:db8::7]:8443/", 8, pinned));
        driver.check(spec("idq", "http://127.0.0.1:80", 8, Map.of("insecure", "true")));
        Map<String, String> cases = new HashMap<>();
        cases.put("https://appliance.example", "no IP address");
        cases.put("https://127.1", "no IP address");
        cases.put("https://192.0.2.7:0", "port 0");
        cases.put("https://192.0.2.7:70000", "port 70000");
        cases.put("https://192.0.2.7/other", "location");
        cases.put("https://user@192.0.2.7", "no IP address");
        cases.put("https://192.0.2.7\r\nX: y", "location");
        cases.put("ftp://192.0.2.7", "location");
        cases.put("http://192.0.2.7", "loopback");
        cases.forEach(
                (url, says) -> refused(QrngError.BAD_SOURCE, says, () -> driver.check(spec("idq", url, 8, pinned))));
        refused(QrngError.BAD_SOURCE, "pin", () -> driver.check(spec("idq", "https://192.0.2.7")));
        refused(
                QrngError.BAD_SOURCE,
                "loopback",
                () -> driver.check(spec("idq", "http://192.0.2.7", 8, Map.of("insecure", "true"))));
        refused(
                QrngError.BAD_SOURCE,
                "only with http",
                () -> driver.check(spec("idq", "https://192.0.2.7", 8, Map.of("insecure", "true", "pin", PIN))));
        refused(
                QrngError.BAD_SOURCE,
                "no certificate",
                () -> driver.check(spec("idq", "http://127.0.0.1", 8, Map.of("insecure", "true", "pin", PIN))));
    }
}
