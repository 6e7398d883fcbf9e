package org.qgate.testnet.extender;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
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

    private static Testnet network;
    private static ExtenderPackages packages;

    @BeforeAll
    static void start() throws Exception {
        network =
                Testnet.start(ExtenderUpdates.options(Path.of("target", "extender-network")), ExtenderUpdateIT::print);
        Runtime.getRuntime().addShutdownHook(new Thread(network::stop, "extender-network-stop"));
        packages = new ExtenderPackages(network.dir().resolve("packages"), Packages.releaseKey());
    }

    @AfterAll
    static void stop() {
        network.close();
    }

    @Test
    void shouldReplaceAnExtenderUnnoticedByItsCallers() throws Exception {
        check(run(ExtenderUpdateIT::moving, 4), "1.", 4);
    }

    @Test
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldReplaceItTwentyTimes() throws Exception {
        check(run(minor -> packages.echo("2." + minor + ".0"), 20), "2.", 20);
    }

    /** Where something holds a process, the third version runs in one of its own: into it and out of it. */
    private static Path moving(int minor) throws IOException {
        String yaml = ExtenderPackages.echoYaml();
        boolean apart = minor == 2 && Bubblewrap.holds();
        return packages.echo("1." + minor + ".0", apart ? yaml + "tier: process\n" : yaml);
    }

    /** From a process of a stranger's into another one, and back. */
    @Test
    @EnabledIf(value = "org.qgate.testnet.extender.Bubblewrap#holds", disabledReason = Bubblewrap.MISSING)
    void shouldReplaceAProcessUnnoticedByItsCallers() throws Exception {
        ExtenderPackages strangers = ExtenderPackages.strangers(network.dir().resolve("strangers"));
        check(run(minor -> strangers.echo("3." + minor + ".0"), 2), "3.", 2);
    }

    private static ExtenderOutcome run(ExtenderUpdates.Versions echo, int updates) throws Exception {
        ExtenderUpdates trial = new ExtenderUpdates(network, packages, echo, ExtenderUpdateIT::print);
        return trial.run(new ExtenderUpdates.Load(CALLERS, PAUSE_MS), updates);
    }

    private static void print(String line) {
        System.out.println("extender network: " + line);
    }

    private static void check(ExtenderOutcome outcome, String major, int updates) {
        List<Double> closed = outcome.gateClosedMs();
        print("gate closed for " + closed + " ms; " + outcome.remote() + "; " + outcome.local());
        assertEquals(updates, outcome.updates().size());
        List<String> back = outcome.rollbacks().stream().map(Replaced::to).toList();
        assertEquals(List.of(major + (updates - 1) + ".0", major + (updates - 2) + ".0"), back);
        assertTrue(closed.get(closed.size() - 1) <= CLOSED_MS, closed::toString);
        for (Laps laps : List.of(outcome.remote(), outcome.local())) {
            assertTrue(laps.updating().calls() > CALLERS * updates, laps::toString);
            assertEquals(0, laps.failures(), laps::toString);
            assertEquals(0, laps.backwards(), laps::toString);
            assertTrue(laps.stallMs() <= STALL_MS, laps::toString);
        }
    }
}
