package org.qgate.testnet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.qgate.testnet.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo}. */
@Command(
        name = "demo",
        subcommands = QrngDemoCommand.class,
        description =
                "Starts a network, fetches a page and a large file through three hops, and stops it. Never prompts.")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--keep", description = "Stays until Ctrl-C and says how to use the network.")
    private boolean keep;

    @Option(
            names = "--megabytes",
            paramLabel = "N",
            defaultValue = "256",
            description = "Size of the file in MiB, at least 256.")
    private int megabytes;

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder of the network; by default a temporary one.")
    private Path dir;

    @Override
    public Integer call() throws Exception {
        boolean own = dir == null;
        Path folder = own ? Files.createTempDirectory("qgate-demo-") : dir;
        return new Demo(folder, own, Math.max(256, megabytes), keep, Console.progress(), System.out).run();
    }
}
