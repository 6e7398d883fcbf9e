package org.qgate.testnet.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.qgate.sim.device.DeviceSettings;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.device.DeviceMain;
import org.qgate.testnet.device.DeviceProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code qrng-sim start}. */
@Command(name = "start", description = "Starts a device as a process of its own and returns when it answers.")
final class SimStartCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Samples a second at each outlet, 0 for as fast as it goes; default ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--bits",
            paramLabel = "B",
            defaultValue = "8",
            description = "Bits of a sample, 1 to 8, one sample in a byte; default ${DEFAULT-VALUE}.")
    private int bits;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Of its samples; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(names = "--serial", paramLabel = "TEXT", description = "Its serial number; SIM-SEED by default.")
    private String serial;

    @Option(
            names = "--firmware",
            paramLabel = "TEXT",
            defaultValue = "sim-1.0.0",
            description = "Its firmware; default ${DEFAULT-VALUE}.")
    private String firmware;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Of HTTPS on 127.0.0.1; any by default.")
    private int port;

    @Option(names = "--no-fifo", description = "Writes no FIFO.")
    private boolean withoutFifo;

    @Option(names = "--foreground", description = "Stays in this process until Ctrl-C.")
    private boolean foreground;

    @Override
    public Integer call() throws IOException {
        DeviceSettings settings = settings();
        if (foreground) {
            DeviceMain.run(settings);
            return 0;
        }
        DeviceProcess process = DeviceProcess.start(settings);
        DeviceConsole.print(device, process.status());
        DeviceConsole.hint(device, process.status());
        return 0;
    }

    private DeviceSettings settings() {
        try {
            return new DeviceSettings(
                    device.folder(),
                    port,
                    seed,
                    bits,
                    rate,
                    serial == null ? "SIM-" + seed : serial,
                    firmware,
                    !withoutFifo);
        } catch (IllegalArgumentException refused) {
            throw new TestnetException(refused.getMessage(), false, refused);
        }
    }
}
