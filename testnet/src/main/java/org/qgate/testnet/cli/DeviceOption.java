package org.qgate.testnet.cli;

import java.nio.file.Path;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.device.DeviceProcess;
import picocli.CommandLine.Option;

/** The options that every verb of {@code qrng-sim} takes. */
final class DeviceOption {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder of the device; by default one in the user's cache, by its name.")
    private Path dir;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "qrng0",
            description = "Which device, when there are several; default ${DEFAULT-VALUE}.")
    private String name;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    DeviceProcess device() {
        return DeviceProcess.in(folder());
    }

    Path folder() {
        if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
            throw new TestnetException(
                    "--name: 1 to 32 characters of a-z, 0-9 and -, first a letter, not " + name, false, null);
        }
        Path folder = dir == null
                ? TestnetOptions.defaultDir().resolveSibling("qrng-sim").resolve(name)
                : dir;
        return folder.toAbsolutePath().normalize();
    }

    String name() {
        return name;
    }

    boolean json() {
        return json;
    }
}
