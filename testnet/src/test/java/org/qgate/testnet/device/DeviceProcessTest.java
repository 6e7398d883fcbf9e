package org.qgate.testnet.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.sim.device.DeviceSettings;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.testnet.TestnetException;

class DeviceProcessTest {
    @TempDir
    private Path folder;

    @Test
    void shouldRunBreakHealAndStop() throws IOException {
        DeviceSettings settings = DeviceSettings.of(folder.resolve("dev"), 4).at(100_000);
        DeviceProcess device = DeviceProcess.start(settings);
        try {
            Map<String, Object> first = device.status();
            assertEquals(true, first.get("simulated"));
            assertEquals("none", first.get("fault"));
            assertTrue(first.get("url").toString().startsWith("https://127.0.0.1:"));
            assertThrows(TestnetException.class, () -> DeviceProcess.start(settings), "one a folder");
            Map<String, Object> broken = device.fault(Fault.of(FaultKind.STUCK), 1000);
            long begin = (Long) broken.get("faultFifoSample");
            assertEquals(0, begin % 1000);
            assertOnlyZeros(Path.of(first.get("fifo").toString()), begin);
            assertEquals("stuck", device.status().get("fault"));
            assertEquals("none", device.fault(Fault.NONE, 1).get("fault"));
            String serial = first.get("serial").toString();
            assertNotEquals(serial, device.fault(Fault.of(FaultKind.SERIAL), 1).get("serial"));
            assertThrows(TestnetException.class, () -> device.fault(Fault.of(FaultKind.SLOW), 0));
        } finally {
            device.stop();
        }
        assertFalse(device.runs());
        assertThrows(TestnetException.class, device::status);
        device.stop();
        try (var left = Files.list(settings.folder())) {
            assertEquals(
                    0,
                    left.filter(each -> each.endsWith("control") || each.endsWith("samples"))
                            .count());
        }
    }

    /** The samples before the fault lie in the FIFO still, in their order. */
    private static void assertOnlyZeros(Path fifo, long from) throws IOException {
        try (InputStream in = Files.newInputStream(fifo)) {
            byte[] healthy = in.readNBytes((int) from);
            int zeros = 0;
            for (byte each : healthy) {
                zeros += each == 0 ? 1 : 0;
            }
            assertTrue(zeros < healthy.length / 2 + 10, zeros + " zeros of " + healthy.length);
            for (byte each : in.readNBytes(5000)) {
                assertEquals(0, each);
            }
        }
    }

    @Test
    void shouldKeepItsCertificateOverRestarts() {
        DeviceSettings settings = DeviceSettings.of(folder.resolve("again"), 5).withoutFifo();
        DeviceProcess device = DeviceProcess.start(settings);
        Object pin = device.status().get("pin");
        device.stop();
        DeviceProcess.start(settings);
        try {
            assertEquals(pin, device.status().get("pin"));
            assertEquals(null, device.status().get("fifo"));
        } finally {
            device.stop();
        }
    }
}
