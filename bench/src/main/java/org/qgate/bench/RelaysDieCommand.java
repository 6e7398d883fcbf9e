package org.qgate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.cli.HelpOption;
import org.qgate.testnet.trial.RelaysDie;
import org.qgate.testnet.trial.RelaysDie.Blow;
import org.qgate.testnet.trial.RelaysDie.Outcome;
import org.qgate.testnet.trial.RelaysDie.Place;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench relays-die}: how soon requests work again when a relay dies or falls silent. */
@Command(
        name = "relays-die",
        description =
                "Kills and stops guards, middles and exits of nine nodes under ten downloads; times what follows.")
final class RelaysDieCommand implements Callable<Integer> {
    private static final int NODES = 9;
    private static final int EXITS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final double AFTER_KILL_SECONDS = 2;
    private static final double AFTER_STOP_SECONDS = 15;

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each of the six is done; default ${DEFAULT-VALUE}.")
    private int runs;

    @Override
    public Integer call() throws Exception {
        Result result = new Result("relays-die");
        Path dir = Files.createTempDirectory("qgate-bench-");
        TestnetOptions options = TestnetOptions.defaults(dir).sized(NODES, EXITS);
        try (Testnet network = Testnet.start(options, System.err::println);
                RelaysDie trial = new RelaysDie(network, System.err::println)) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(network::stop, "bench-stop")); // Ctrl-C leaves nothing behind
            for (Blow blow : Blow.values()) {
                for (Place place : new Place[] {Place.MIDDLE, Place.EXIT, Place.GUARD}) {
                    measure(result, network, trial, blow, place);
                }
            }
            network.stop();
            network.delete();
        }
        return result.print(json);
    }

    private void measure(Result result, Testnet network, RelaysDie trial, Blow blow, Place place) throws Exception {
        Samples next = new Samples();
        Samples same = new Samples();
        Samples lost = new Samples();
        for (int run = 0; run < Math.max(1, runs); run++) {
            Outcome outcome = trial.strike(blow, place, PATIENCE);
            next.add(outcome.nextSeconds());
            same.add(outcome.sameSeconds());
            lost.add(outcome.lostSeconds());
            if (blow == Blow.KILL) {
                network.awaitReady(network.startAgain(outcome.victim()), PATIENCE);
            }
        }
        String name = blow.name().toLowerCase(Locale.ROOT)
                + place.name().charAt(0)
                + place.name().substring(1).toLowerCase(Locale.ROOT);
        double bound = blow == Blow.KILL ? AFTER_KILL_SECONDS : AFTER_STOP_SECONDS;
        result.figure(name + "Next", "s until the slowest of three new requests was answered", next);
        result.figure(name + "Same", "s until one with a lost download's credentials was answered", same);
        result.figure(name + "Lost", "s until the last download over it had ended with an error", lost);
        double slowest = Math.max(next.most(), same.most());
        result.bound(name + ": the next request works in " + bound + " s, every time", slowest, slowest <= bound);
    }
}
