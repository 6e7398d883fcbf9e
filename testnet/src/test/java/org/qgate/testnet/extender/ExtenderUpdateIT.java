package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.qgate.testnet.Testnet;
import org.qgate.testnet.trial.ExtenderOutcome;
import org.qgate.testnet.trial.ExtenderOutcome.Laps;
import org.qgate.testnet.trial.ExtenderOutcome.Replaced;
import org.qgate.testnet.trial.ExtenderPackages;
import org.qgate.testnet.trial.ExtenderUpdates;
import org.qgate.testnet.trial.Packages;

/**
 * Echo is replaced and rolled back on a real node while callers of the same node and, over three hops, of another one call it.
 * {@code ./qgate bench extenders} asserts how short the pauses are.
 */
@Timeout(600)
final class ExtenderUpdateIT {
    private static final int CALLERS = 8;
    private static final long PAUSE_MS = 5;
    /** Ten times what the benchmark asserts: here only so that nothing hangs. */
    private static final double CLOSED_MS = 200;

    private static final double STALL_MS = 1_000;

    @Test
    void shouldReplaceAnExtenderUnnoticedByItsCallers() throws Exception {
        check(run(4), 4);
    }

    @Test
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldReplaceItTwentyTimes() throws Exception {
        check(run(20), 20);
    }

    private static ExtenderOutcome run(int updates) throws Exception {
        Path dir = Path.of("target", "extender-network-" + updates);
        try (Testnet network = Testnet.start(ExtenderUpdates.options(dir), line -> print(line))) {
            Runtime.getRuntime().addShutdownHook(new Thread(network::stop, "extender-network-stop"));
            ExtenderPackages packages = new ExtenderPackages(network.dir().resolve("packages"), Packages.releaseKey());
            ExtenderUpdates trial = new ExtenderUpdates(network, packages, ExtenderUpdateIT::print);
            return trial.run(new ExtenderUpdates.Load(CALLERS, PAUSE_MS), updates);
        }
    }

    private static void print(String line) {
        System.out.println("extender network: " + line);
    }

    private static void check(ExtenderOutcome outcome, int updates) {
        List<Double> closed = outcome.gateClosedMs();
        print("gate closed for " + closed + " ms; " + outcome.remote() + "; " + outcome.local());
        assertEquals(updates, outcome.updates().size());
        List<String> back = outcome.rollbacks().stream().map(Replaced::to).toList();
        assertEquals(List.of("1." + (updates - 1) + ".0", "1." + (updates - 2) + ".0"), back);
        assertTrue(closed.get(closed.size() - 1) <= CLOSED_MS, closed::toString);
        for (Laps laps : List.of(outcome.remote(), outcome.local())) {
            assertTrue(laps.updating().calls() > CALLERS * updates, laps::toString);
            assertEquals(0, laps.failures(), laps::toString);
            assertEquals(0, laps.backwards(), laps::toString);
            assertTrue(laps.stallMs() <= STALL_MS, laps::toString);
        }
    }
}
