package org.qgate.testnet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.qgate.testnet.device.QrngDemo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code demo qrng}. */
@Command(
        name = "qrng",
        description =
                "Shows the whole way of randomness: simulated device, tests, block, delivery to another node, a program"
                        + " over HTTPS, an injected fault, quarantine, failover. Never prompts.")
final class QrngDemoCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--dir", paramLabel = "DIR", description = "Folder of everything; by default a temporary one.")
    private Path dir;

    @Override
    public Integer call() throws Exception {
        boolean own = dir == null;
        Path folder = own ? Files.createTempDirectory("qgate-demo-") : dir.toAbsolutePath();
        return new QrngDemo(folder, own, Console.progress(), System.out).run();
    }
}
