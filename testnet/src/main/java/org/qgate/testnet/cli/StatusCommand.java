package org.qgate.testnet.cli;

import java.util.concurrent.Callable;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code testnet status}. */
@Command(name = "status", description = "Shows the network; exit code 1 when a process of it has ended.")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Mixin
    private FolderOption folder;

    @Override
    public Integer call() {
        Testnet network = Testnet.open(folder.dir());
        Console.network(network.status(), json);
        return network.nodes().stream().allMatch(TestnetNode::alive) ? 0 : 1;
    }
}
