package org.qgate.testnet.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.qgate.common.json.Json;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code testnet stop}. */
@Command(
        name = "stop",
        description = "Ends exactly the processes that start began; the folder, keys included, stays for inspection.")
final class StopCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Mixin
    private FolderOption folder;

    @Override
    public Integer call() {
        Testnet network = Testnet.open(folder.dir());
        long running = network.nodes().stream().filter(TestnetNode::alive).count();
        List<Integer> killed = network.stop();
        for (int index : killed) {
            System.err.println("qgate: node " + index + " did not end in time and was killed");
        }
        if (json) {
            System.out.println(Json.write(network.status()));
        } else {
            System.out.println("stopped " + running + " processes in " + network.dir());
        }
        return network.nodes().stream().anyMatch(TestnetNode::alive) ? 1 : 0;
    }
}
