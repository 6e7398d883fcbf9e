package org.qgate.qrng.internal.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.qrng.Alert;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceSpec;
import org.qgate.qrng.internal.source.Drivers;
import org.qgate.sim.device.DeviceSettings;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.sim.device.SimulatedDevice;

/** Every fault of the simulated device, over its HTTPS and the driver of the node, all at once beside a sound device. */
class SimulatedFaultsTest {
    private static final int RATE = 100_000;
    private static final int WINDOW = 8_192;

    @TempDir
    private Path folder;

    @Test
    void shouldTakeExactlyTheDevicesWithAFaultOutOfUseWithOneAlertEach() throws Exception {
        Map<FaultKind, SimulatedDevice> devices = new EnumMap<>(FaultKind.class);
        try (Lab lab = new Lab()) {
            Drivers.builtIn(lab.scheduler, lab).forEach(each -> lab.drivers.put(each.scheme(), each));
            for (FaultKind kind : FaultKind.values()) {
                devices.put(kind, start(kind));
                lab.fleet.add(spec(kind, devices.get(kind)));
            }
            devices.keySet().forEach(kind -> lab.await(kind.word(), DeviceState.HEALTHY));
            lab.await("bytes", () -> devices.keySet().stream()
                    .noneMatch(each -> lab.stocked(each.word()).isEmpty()));
            Map<FaultKind, Long> begin = new EnumMap<>(FaultKind.class);
            for (FaultKind kind : FaultKind.values()) {
                begin.put(kind, devices.get(kind).fault(Fault.of(kind)).httpsSample());
            }
            devices.keySet().stream()
                    .filter(kind -> kind != FaultKind.NONE)
                    .forEach(kind -> lab.await(kind + " out of use", () -> isOut(lab, kind)));
            assertEquals(DeviceState.HEALTHY, lab.fleet.device("none").state());
            for (FaultKind kind : FaultKind.values()) {
                List<Alert> alerts = lab.fleet.alerts().stream()
                        .filter(each -> each.device().equals(kind.word()))
                        .toList();
                assertEquals(kind == FaultKind.NONE ? 0 : 1, alerts.size(), kind + ": " + alerts);
            }
            long stuck = begin.get(FaultKind.STUCK) + 20;
            assertTrue(lab.stocked("stuck").stream()
                    .noneMatch(each -> (each.header().window() + 1) * WINDOW > stuck));
            assertTrue(
                    lab.stocked("none").stream().allMatch(each -> each.header().provenance() == Provenance.SIMULATED));
        } finally {
            for (SimulatedDevice each : devices.values()) {
                each.close();
            }
        }
    }

    private static boolean isOut(Lab lab, FaultKind kind) {
        DeviceState state = lab.fleet.device(kind.word()).state();
        return state == DeviceState.QUARANTINED || state == DeviceState.DEAD;
    }

    private SimulatedDevice start(FaultKind kind) throws IOException {
        return SimulatedDevice.start(DeviceSettings.of(folder.resolve(kind.word()), kind.ordinal() + 1)
                .at(RATE)
                .withoutFifo());
    }

    /** Says that it is a device: what it says of itself lowers that. */
    private static SourceSpec spec(FaultKind kind, SimulatedDevice device) {
        return new SourceSpec(
                kind.word(),
                "idq",
                device.url(),
                Provenance.CONDITIONED_DEVICE,
                8,
                6.0,
                RATE,
                Map.of("pin", device.pin()));
    }
}
