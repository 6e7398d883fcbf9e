package org.qgate.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.TestnetOptions;
import org.qgate.testnet.cli.HelpOption;
import org.qgate.testnet.trial.Packages;
import org.qgate.testnet.trial.UpdateOutcome;
import org.qgate.testnet.trial.UpdateOutcome.Role;
import org.qgate.testnet.trial.UpdateOutcome.Update;
import org.qgate.testnet.trial.UpdatesUnderLoad;
import org.qgate.testnet.trial.UpdatesUnderLoad.Load;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench update}: for how long traffic stands still when the core is replaced under it, and what survives. */
@Command(
        name = "update",
        description =
                "Replaces kernel, cryptography, entry and exit, and store of a client, a relay and an exit 24 times"
                        + " under a download, open streams and links; tells for how long traffic stood still.")
final class UpdateCommand implements Callable<Integer> {
    private static final int NODES = 4;
    private static final int EXITS = 1;
    private static final double MEDIAN_MS = 50;
    private static final double MOST_MS = 1_000;
    private static final long MIB = 1 << 20;

    /** For each of three nodes three kernels, two cryptographies, three entries and exits. */
    private static final List<String> BUNDLES =
            List.of("kernel", "crypto", "dpn", "kernel", "crypto", "dpn", "kernel", "dpn");

    /** Links, circuits and streams are carried over when one of these is replaced. */
    private static final Set<String> CARRYING = Set.of("kernel", "crypto");

    @Mixin
    private HelpOption help;

    @Option(names = "--json", description = "Prints one document and nothing else.")
    private boolean json;

    @Option(names = "--long", description = "Under a download of 1 GiB; default 256 MiB.")
    private boolean gibibyte;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description = "How often the 24 updates are done; default ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--streams",
            paramLabel = "N",
            defaultValue = "200",
            description = "Idle streams; default ${DEFAULT-VALUE}.")
    private int streams;

    @Option(
            names = "--links",
            paramLabel = "N",
            defaultValue = "50",
            description = "Idle links with the relay; default ${DEFAULT-VALUE}.")
    private int links;

    @Override
    public Integer call() throws Exception {
        Result result = new Result("update");
        Path dir = Files.createTempDirectory("qgate-bench-");
        TestnetOptions options = TestnetOptions.defaults(dir.resolve("nodes")).sized(NODES, EXITS);
        try (Testnet network = Testnet.start(options, System.err::println)) {
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(network::stop, "bench-stop")); // Ctrl-C leaves nothing behind
            UpdatesUnderLoad trial =
                    new UpdatesUnderLoad(network, new Packages(network, dir.resolve("packages")), System.err::println);
            List<UpdateOutcome> outcomes = new ArrayList<>();
            for (int round = 0; round < Math.max(1, rounds); round++) {
                outcomes.add(trial.run(load(), BUNDLES));
            }
            report(result, outcomes);
            network.stop();
            if (!json) {
                table(outcomes);
            }
        }
        Tool.run("rm", "-rf", dir.toString());
        return result.print(json);
    }

    private Load load() {
        return gibibyte ? new Load(streams, links, 1_024 * MIB, 8 * MIB) : new Load(streams, links, 256 * MIB, 4 * MIB);
    }

    private void report(Result result, List<UpdateOutcome> outcomes) {
        result.fact("openStreams", streams + 1);
        result.fact("openLinks", links);
        result.fact("downloadBytes", outcomes.get(0).downloadBytes());
        List<Update> all =
                outcomes.stream().flatMap(outcome -> outcome.updates().stream()).toList();
        Samples closed = samples(all, Update::gateClosedMs);
        result.figure("gateClosed", "ms for which traffic stood still, all updates", closed);
        kinds(all).forEach((name, updates) -> figures(result, name, updates));
        for (UpdateOutcome outcome : outcomes) {
            bounds(result, outcome);
        }
        result.atMost("median of the time that traffic stood still, ms", MEDIAN_MS, closed.median());
        result.atMost("the longest time that traffic stood still, ms", MOST_MS, closed.most());
    }

    /** Returns updates by bundle and role: {@code kernelRelay}. */
    private static Map<String, List<Update>> kinds(List<Update> all) {
        Map<String, List<Update>> kinds = new TreeMap<>();
        all.forEach(each ->
                kinds.computeIfAbsent(name(each), absent -> new ArrayList<>()).add(each));
        return kinds;
    }

    private static String name(Update update) {
        String role = update.role().name().toLowerCase(Locale.ROOT);
        return update.bundle() + Character.toUpperCase(role.charAt(0)) + role.substring(1);
    }

    /** Prints the table of docs/hot-swap.md: bundles down, roles across. */
    private static void table(List<UpdateOutcome> outcomes) {
        System.out.println("| replaced, ms closed | client | relay | exit |");
        System.out.println("|---|---|---|---|");
        for (String bundle : BUNDLES.stream().distinct().toList()) {
            StringBuilder row = new StringBuilder("| " + bundle + " |");
            for (Role role : Role.values()) {
                Samples closed = new Samples();
                outcomes.stream()
                        .flatMap(outcome -> outcome.updates().stream())
                        .filter(each -> each.role() == role && each.bundle().equals(bundle))
                        .forEach(each -> closed.add(each.gateClosedMs()));
                row.append(' ').append(closed).append(" |");
            }
            System.out.println(row);
        }
    }

    private static void figures(Result result, String name, List<Update> updates) {
        Update last = updates.get(updates.size() - 1);
        String load = !CARRYING.contains(last.bundle())
                ? ""
                : " (" + last.links() + " links, " + last.circuits() + " circuits, " + last.streams()
                        + " streams taken over)";
        result.figure(name + "Closed", "ms gate closed" + load, samples(updates, Update::gateClosedMs));
        result.figure(name + "Whole", "s until it was in office", samples(updates, Update::seconds));
        for (String step : last.stepMicros().keySet()) {
            String key = name + step.charAt(0) + step.substring(1).toLowerCase(Locale.ROOT);
            result.figure(key, "ms", samples(updates, each -> each.stepMicros().get(step) / 1_000.0));
        }
    }

    private static Samples samples(List<Update> updates, ToDoubleFunction<Update> what) {
        Samples samples = new Samples();
        updates.forEach(each -> samples.add(what.applyAsDouble(each)));
        return samples;
    }

    private static void bounds(Result result, UpdateOutcome outcome) {
        result.bound("the download came whole, MiB", outcome.downloadBytes() / (double) MIB, outcome.downloadRight());
        result.bound(
                "MiB of it had come when the last update was over",
                outcome.arrivedBefore() / (double) MIB,
                outcome.arrivedBefore() < outcome.downloadBytes());
        result.bound("requests that the server saw: 1", outcome.requests(), outcome.requests() == 1);
        result.bound(
                "all idle streams answer", outcome.streamsAnswering(), outcome.streamsAnswering() == outcome.streams());
        result.bound("all idle links answer", outcome.linksAnswering(), outcome.linksAnswering() == outcome.links());
        result.bound(
                "client and exit took every stream over",
                outcome.streams() + 1,
                outcome.updates().stream()
                        .filter(each -> CARRYING.contains(each.bundle()) && each.role() != Role.RELAY)
                        .allMatch(each -> each.streams() == outcome.streams() + 1));
        UpdateOutcome.Connects met = outcome.connects();
        String loop = "of " + met.tries() + " connections to all listeners, the slowest "
                + Samples.rounded(met.slowestMs()) + " ms: ";
        result.atMost(loop + "refused", 0, met.refused());
        result.atMost(loop + "reset", 0, met.reset());
        result.atMost(loop + "not answered", 0, met.unanswered());
    }
}
