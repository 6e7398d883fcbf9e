package org.qgate.testnet.cli;

import java.nio.file.Path;
import org.qgate.testnet.TestnetOptions;
import picocli.CommandLine.Option;

/** The option that every verb takes. */
final class FolderOption {
    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Folder of the network; by default one in the user's cache.")
    private Path dir;

    Path dir() {
        return (dir == null ? TestnetOptions.defaultDir() : dir)
                .toAbsolutePath()
                .normalize();
    }
}
