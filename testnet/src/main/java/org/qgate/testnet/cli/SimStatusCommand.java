package org.qgate.testnet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code qrng-sim status}. */
@Command(name = "status", description = "Shows a device; exit code 2 when it does not run.")
final class SimStatusCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private DeviceOption device;

    @Override
    public Integer call() {
        DeviceConsole.print(device, device.device().status());
        return 0;
    }
}
