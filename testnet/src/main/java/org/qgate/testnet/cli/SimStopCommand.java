package org.qgate.testnet.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.qgate.common.json.Json;
import org.qgate.testnet.device.DeviceProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code qrng-sim stop}. */
@Command(name = "stop", description = "Ends a device's process; its folder, certificate included, stays.")
final class SimStopCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        DeviceProcess process = device.device();
        boolean ran = process.runs();
        process.stop();
        if (device.json()) {
            System.out.println(Json.write(Map.of("stopped", ran, "dir", process.folder())));
        } else {
            System.out.println((ran ? "stopped the device in " : "no device runs in ") + process.folder());
        }
        return 0;
    }
}
