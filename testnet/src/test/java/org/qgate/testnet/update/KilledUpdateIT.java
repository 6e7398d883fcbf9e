package org.qgate.testnet.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.qgate.testnet.TestnetException;
import org.qgate.testnet.broken.Fault;

/**
 * A real node is killed by the operating system between two steps of an update, at exactly that place: its next start has
 * the version that was confirmed last, knows what happened, and requests work.
 */
@ExtendWith(UpdateNetwork.Shared.class)
@Timeout(600)
final class KilledUpdateIT {
    private final UpdateNetwork network;

    KilledUpdateIT(UpdateNetwork network) {
        this.network = network;
    }

    @ParameterizedTest
    @EnumSource(names = {"KILLED_BEFORE_ADOPT", "KILLED_IN_PROBATION"})
    void shouldStartAgainWithTheVersionBefore(Fault fault) throws Exception {
        check(fault);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.MATCH_ALL, names = "KILLED_.*")
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldStartAgainFromEveryStep(Fault fault) throws Exception {
        check(fault);
    }

    /** Nothing is taken back while all bundles stop: the next start has the version before anyway. */
    @Test
    @EnabledIfSystemProperty(named = "qgate.long", matches = "true", disabledReason = "takes long: ./qgate test --long")
    void shouldForgetAVersionOnProbationWhenItIsStopped() throws Exception {
        String before = network.inOffice();
        Path file = network.packages().later("kernel");
        network.nodes().client().json("node:update --json " + file);
        assertTrue(network.nodes().stop(network.nodes().client()), "the node ends by itself");
        network.startClientAgain();
        assertEquals(before, network.inOffice());
        Map<?, ?> entry = network.lastUpdate();
        assertEquals("ROLLED_BACK", entry.get("outcome"), entry::toString);
        assertEquals("the node ended during it", entry.get("error"));
        network.request();
    }

    private void check(Fault fault) throws Exception {
        Path file = network.broken(fault);
        if (fault.ofTheOldOne()) {
            network.nodes().client().json("node:update --json " + file);
            file = network.packages().later("kernel"); // its update confirms the broken one first
        }
        String before = network.inOffice();
        String update = "node:update --wait " + file;
        assertThrows(TestnetException.class, () -> network.nodes().client().json(update));
        network.startClientAgain();
        assertEquals(before, network.inOffice());
        Map<?, ?> entry = network.lastUpdate();
        boolean inOffice = fault == Fault.KILLED_IN_PROBATION;
        assertEquals(inOffice ? "ROLLED_BACK" : "ABORTED", entry.get("outcome"), entry::toString);
        assertEquals("the node ended during it", entry.get("error"));
        network.request();
    }
}
