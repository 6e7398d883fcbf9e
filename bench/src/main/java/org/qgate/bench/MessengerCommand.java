package org.qgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.qgate.testnet.LoneNode;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.cli.HelpOption;
import org.qgate.testnet.trial.MessengerPackages;
import org.qgate.testnet.trial.Packages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench messenger}: the messenger's history on a real node. */
@Command(
        name = "messenger",
        description = "Stores messages in the messenger's history on a real node, as it does with those that come in"
                + " together and as with those that come one by one, and searches them.")
final class MessengerCommand implements Callable<Integer> {
    private static final Duration START = Duration.ofMinutes(2);
    private static final double BOTH_MS = 1_000;
    /** So many messages come in together at most. */
    private static final int TOGETHER = 256;

    private static final int ALONE = 1_000;
    private static final int WARM = 5_000;
    private static final List<String> WORDS =
            List.of("word7", "word42", "word500", "number1234", "number99", "nowhere");

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(names = "--messages", paramLabel = "N", defaultValue = "10000", description = "Default ${DEFAULT-VALUE}.")
    private int messages;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Default ${DEFAULT-VALUE}.")
    private int rounds;

    private LoneNode node;

    @Override
    public Integer call() throws Exception {
        Result result = new Result("messenger");
        Path dir = Files.createTempDirectory("qgate-bench-");
        MessengerPackages packages = new MessengerPackages(dir.resolve("packages"), Packages.releaseKey());
        try (LoneNode started = start(dir)) {
            Runtime.getRuntime().addShutdownHook(new Thread(started::close, "bench-stop"));
            node = started;
            measure(result, packages.archive());
        }
        Tool.run("rm", "-rf", dir.toString());
        return result.print(json);
    }

    private static LoneNode start(Path dir) throws IOException {
        TestnetOptions options = TestnetOptions.defaults(dir.resolve("node"));
        LoneNode started = LoneNode.start(options, LoneNode.freePorts(dir.resolve("ports")));
        if (!started.awaitShell("extender:list", START)) {
            started.close();
            throw new TestnetException("the node did not start");
        }
        return started;
    }

    private void measure(Result result, Path archive) {
        Samples stored = new Samples();
        Samples indexed = new Samples();
        Samples both = new Samples();
        Samples searched = new Samples();
        for (int round = 0; round <= rounds; round++) {
            node.node().json("extender:install --json --yes " + archive);
            ms("fill " + WARM + " " + TOGETHER); // a node that runs has compiled what it does
            ms("index");
            ms("find word1");
            double storing = ms("fill " + messages + " " + TOGETHER);
            double indexing = ms("index");
            double slowest = 0;
            for (String word : WORDS) {
                double ms = ms("find " + word);
                slowest = Math.max(slowest, ms);
                if (round > 0) {
                    searched.add(ms);
                }
            }
            if (round > 0) { // the first round is for the compiler
                stored.add(storing);
                indexed.add(indexing);
                both.add(storing + indexing + slowest);
            }
            node.node().json("extender:remove --json --erase --yes " + MessengerPackages.ID);
        }
        result.fact("messages", messages);
        result.fact("messagesBefore", WARM);
        result.figure("stored", "ms for all, " + TOGETHER + " made durable at once", stored);
        result.figure("indexed", "ms for all, beside what stores them", indexed);
        result.figure("searched", "ms for one search, " + WORDS.size() + " different ones", searched);
        result.atMost(messages + " messages stored, indexed and searched, median, ms", BOTH_MS, both.median());
        oneByOne(result, archive);
    }

    private void oneByOne(Result result, Path archive) {
        node.node().json("extender:install --json --yes " + archive);
        Samples rate = new Samples();
        for (int round = 0; round <= rounds; round++) {
            double ms = ms("fill " + ALONE + " 1");
            if (round > 0) {
                rate.add(ALONE / ms * 1_000);
            }
        }
        result.figure("oneByOne", "messages a second, each made durable by itself", rate);
    }

    private double ms(String command) {
        Map<?, ?> answer =
                node.node().json("extender:run --json --timeout 120 " + MessengerPackages.ID + " " + command);
        List<?> row = (List<?>) ((List<?>) answer.get("rows")).get(0);
        return Long.parseLong(String.valueOf(row.get(1))) / 1_000.0;
    }
}
