package org.qgate.testnet.device;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.sim.device.DeviceSettings;
import org.qgate.sim.device.Fault;
import org.qgate.sim.device.FaultKind;
import org.qgate.sim.device.SimulatedDevice;

/** The program of a simulated device: runs until it is told to stop or its process is asked to end. */
public final class DeviceMain {
    private static final long PATIENCE_MS = 5_000;

    private final SimulatedDevice device;
    private final ControlSocket control;

    private DeviceMain(SimulatedDevice device, ControlSocket control) {
        this.device = device;
        this.control = control;
    }

    static List<String> arguments(DeviceSettings settings) {
        return List.of(
                settings.folder().toString(),
                Integer.toString(settings.port()),
                Long.toString(settings.seed()),
                Integer.toString(settings.bits()),
                Double.toString(settings.rate()),
                settings.serial(),
                settings.firmware(),
                Boolean.toString(settings.fifo()));
    }

    private static DeviceSettings settings(String... arguments) {
        return new DeviceSettings(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Long.parseLong(arguments[2]),
                Integer.parseInt(arguments[3]),
                Double.parseDouble(arguments[4]),
                arguments[5],
                arguments[6],
                Boolean.parseBoolean(arguments[7]));
    }

    /** Runs a device in the order of the components of its settings. */
    public static void main(String... arguments) throws IOException {
        run(settings(arguments));
    }

    /** Runs a device in this process until it is told to stop. */
    public static void run(DeviceSettings settings) throws IOException {
        try (SimulatedDevice device = SimulatedDevice.start(settings);
                ControlSocket control = ControlSocket.open(settings.folder())) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(control, main), "device-stop"));
            control.serve(new DeviceMain(device, control)::obey);
        }
    }

    /** Lets the device be switched off before the process ends. */
    private static void end(ControlSocket control, Thread main) {
        control.close();
        try {
            main.join(PATIENCE_MS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, Object> obey(List<String> words) throws IOException {
        switch (words.get(0)) {
            case "status" -> {
                // the answer is all
            }
            case "fault" -> fault(words);
            case "stop" -> stop();
            default -> throw new IllegalArgumentException("status, fault or stop, not " + words.get(0));
        }
        Map<String, Object> status = new LinkedHashMap<>(device.status());
        status.put("pid", ProcessHandle.current().pid());
        return status;
    }

    private void fault(List<String> words) throws IOException {
        if (words.size() != 4) {
            throw new IllegalArgumentException("fault KIND VALUE ALIGN");
        }
        int align = Integer.parseInt(words.get(3));
        if (align < 1) {
            throw new IllegalArgumentException("a fault begins at a multiple of 1 or more samples, not " + align);
        }
        device.fault(new Fault(FaultKind.of(words.get(1)), Double.parseDouble(words.get(2))), align);
    }

    /** Once this answer is out. */
    private void stop() {
        Thread end = new Thread(control::close, "device-end");
        end.start();
    }
}
