package org.qgate.testnet.cli;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code testnet start}. */
@Command(
        name = "start",
        description = "Starts nodes as separate processes and returns when a circuit of three hops is usable."
                + " Each node's vault has its key in DIR/keys/INDEX; nothing asks for a passphrase.")
final class StartCommand implements Callable<Integer> {
    @Mixin
    private HelpOption help;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "5",
            description = "Number of nodes, 4 to 64; default ${DEFAULT-VALUE}.")
    private int nodes;

    @Option(
            names = "--exits",
            paramLabel = "M",
            defaultValue = "2",
            description = "How many of the last are exits; default ${DEFAULT-VALUE}.")
    private int exits;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "180",
            description = "Bound; default ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Option(
            names = "--set",
            paramLabel = "[INDEX:]FILE/KEY=VALUE",
            description = "A configuration value of one node or, without INDEX, of all; repeatable.")
    private Map<String, String> settings = Map.of();

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Mixin
    private FolderOption folder;

    @Override
    public Integer call() {
        TestnetOptions options =
                TestnetOptions.defaults(folder.dir()).sized(nodes, exits).within(Duration.ofSeconds(timeoutSeconds));
        for (Map.Entry<String, String> each : settings.entrySet()) {
            options = with(options, each.getKey(), each.getValue());
        }
        Testnet network = Testnet.start(options, Console.progress());
        Console.network(network.document(), json);
        return 0;
    }

    private static TestnetOptions with(TestnetOptions options, String name, String value) {
        if (!name.matches("([0-9]{1,2}:)?[a-z0-9.]+/[A-Za-z0-9_.]+")) {
            throw new TestnetException("--set takes [INDEX:]FILE/KEY=VALUE, not " + name, false, null);
        }
        int colon = name.indexOf(':');
        int index = colon < 0 ? TestnetOptions.ALL : Integer.parseInt(name.substring(0, colon));
        String[] key = name.substring(colon + 1).split("/");
        return options.with(index, key[0], key[1], value);
    }
}
