package org.qgate.testnet.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.qgate.testnet.trial.UpdateOutcome;
import org.qgate.testnet.trial.UpdateOutcome.Role;
import org.qgate.testnet.trial.UpdateOutcome.Update;
import org.qgate.testnet.trial.UpdatesUnderLoad;
import org.qgate.testnet.trial.UpdatesUnderLoad.Load;

/**
 * Kernel, cryptography, entry and exit of real nodes are replaced under an open download, idle streams, idle links and a
 * loop of connections; nobody notices. {@code ./qgate bench update} asserts how short the pauses are.
 */
@ExtendWith(UpdateNetwork.Shared.class)
@Timeout(900)
final class UpdateIT {
    private static final int STREAMS = 200;
    private static final int LINKS = 50;
    /** Ten times what the benchmark asserts: here only so that nothing hangs. */
    private static final double MEDIAN_MS = 500;

    private static final double MOST_MS = 10_000;

    private final UpdateNetwork network;

    UpdateIT(UpdateNetwork network) {
        this.network = network;
    }

    @Test
    void shouldReplaceTheCoreOfAllRolesUnnoticed() throws Exception {
        check(run(
                new Load(STREAMS, LINKS, 96L << 20, 1L << 20),
                List.of("kernel", "crypto", "dpn", "store", "services")));
    }

    @Test
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldReplaceItTwentyFourTimesUnderAGibibyte() throws Exception {
        List<String> bundles = List.of("kernel", "crypto", "dpn", "store", "kernel", "crypto", "dpn", "store");
        UpdateOutcome outcome = run(new Load(STREAMS, LINKS, 1L << 30, 8L << 20), bundles);
        assertEquals(24, outcome.updates().size());
        check(outcome);
    }

    private UpdateOutcome run(Load load, List<String> bundles) throws Exception {
        return new UpdatesUnderLoad(network.nodes(), network.packages(), System.out::println).run(load, bundles);
    }

    private static void check(UpdateOutcome outcome) {
        assertTrue(outcome.downloadRight(), "the download's hash");
        assertTrue(outcome.arrivedBefore() < outcome.downloadBytes(), "the download outlasts the updates");
        assertEquals(1, outcome.requests(), "requests that the server saw");
        assertEquals(STREAMS, outcome.streamsAnswering(), "idle streams that answer");
        assertEquals(LINKS, outcome.linksAnswering(), "idle links that answer");
        assertTrue(outcome.connects().tries() > outcome.updates().size(), outcome::toString);
        assertEquals(0, outcome.connects().refused(), outcome::toString);
        assertEquals(0, outcome.connects().reset(), outcome::toString);
        assertEquals(0, outcome.connects().unanswered(), outcome::toString);
        outcome.updates().forEach(UpdateIT::checkAdopted);
        List<Double> closed = outcome.gateClosedMs();
        double median = closed.get(closed.size() / 2);
        double most = closed.get(closed.size() - 1);
        System.out.println("update: " + closed.size() + " updates under a download, " + STREAMS + " streams and "
                + LINKS + " links: traffic stood still for " + median + " ms (median), at most " + most + " ms; "
                + outcome.connects());
        assertTrue(median <= MEDIAN_MS && most <= MOST_MS, closed::toString);
    }

    /** The client and the exit have all idle streams and the download, the relay all idle links. */
    private static void checkAdopted(Update update) {
        boolean handsOver = Set.of("kernel", "crypto").contains(update.bundle());
        if (handsOver && update.role() == Role.CLIENT) {
            assertEquals(STREAMS + 1, update.streams(), update::toString);
        }
        if (handsOver && update.role() == Role.EXIT) { // it may not have heard the end of a test before
            assertTrue(update.streams() > STREAMS, update::toString);
        }
        if (handsOver && update.role() == Role.RELAY) {
            assertTrue(update.links() >= LINKS, update::toString);
        }
        assertEquals(handsOver, update.circuits() > 0, update::toString);
    }
}
