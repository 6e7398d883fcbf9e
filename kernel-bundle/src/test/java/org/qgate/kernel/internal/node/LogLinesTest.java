package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.kernel.internal.node.Transfers.State;
import org.qgate.kernel.internal.node.Transfers.Transfer;

/** The log lies in the clear: no line of kernel or dpn tells who a node is, whom it knows, or where users go. */
final class LogLinesTest {
    private final PrintStream before = System.err;
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

    @BeforeEach
    void capture() {
        System.setErr(new PrintStream(lines, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBack() {
        System.setErr(before);
    }

    @Test
    void shouldTellNoIdAddressOrName() {
        OverlayNetwork network = new OverlayNetwork(20261123, 4, 1, 1).join(240_000);
        Transfer transfer = network.transfers.begin(network.entry(0), "alice", 10_000, false);
        network.world.runUntil("it ended", () -> transfer.state != State.RUNNING, 120_000);
        assertEquals(State.DONE, transfer.state);
        network.relays.get(1).host.kill();
        network.clients.get(0).host.store().full(true);
        network.world.run(60_000);
        String log = lines.toString(StandardCharsets.UTF_8);
        assertTrue(log.contains("socks listens"), "the log is captured: " + log);
        for (String secret : secrets(network)) {
            assertFalse(log.contains(secret), secret + " in: " + log);
        }
    }

    private static List<String> secrets(OverlayNetwork network) {
        List<String> secrets = new ArrayList<>(List.of(Transfers.SERVER, "22.1.0.1", "23.1.0.1", "alice"));
        network.nodes().forEach(node -> {
            secrets.add(node.identity.nodeId().brief());
            secrets.add(node.host.address().toString());
        });
        return secrets;
    }
}
