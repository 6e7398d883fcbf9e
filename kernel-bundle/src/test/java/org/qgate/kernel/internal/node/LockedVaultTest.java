package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.StreamInfo;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.link.LinkClose;
import org.qgate.kernel.internal.node.Transfers.State;
import org.qgate.kernel.internal.node.Transfers.Transfer;

/** Without keys a node begins nothing new, in either direction; what stands goes on, and so does the node with keys. */
final class LockedVaultTest {
    private static final int BYTES = 400_000;
    private static final int RELAYS = 4;

    private final OverlayNetwork network = new OverlayNetwork(20261122, RELAYS, 1, 1).join(240_000);
    private final TestNode client = network.clients.get(0);

    private Transfer begin(String user, boolean up) {
        return network.transfers.begin(network.entry(0), user, BYTES, up);
    }

    private Transfer beginHeld() {
        Transfer transfer = network.transfers.beginHeld(network.entry(0), "early", BYTES);
        network.world.runUntil("the stream stands", () -> transfer.answeredMs > 0, 60_000);
        network.world.run(5_000);
        return transfer;
    }

    private void await(String what, Transfer transfer, State state) {
        network.world.runUntil(what, () -> transfer.state != State.RUNNING, 120_000);
        assertEquals(state, transfer.state, transfer.toString());
    }

    private static void hold(TestNode node) {
        node.env.turn(node.overlay::hold);
    }

    private static void release(TestNode node) {
        node.env.turn(() -> node.overlay.release(node.identity));
    }

    private static List<Long> links(TestNode node) {
        return node.overlay.links().infos().stream().map(link -> link.id()).toList();
    }

    private static List<Long> circuits(TestNode node) {
        return node.overlay.circuits().circuits().stream()
                .filter(circuit -> circuit.state().equals("OPEN"))
                .map(CircuitInfo::id)
                .toList();
    }

    @Test
    void shouldServeNoApplicationAnewOnALockedClientAndLoseNothing() {
        Transfer early = beginHeld();
        List<Long> links = links(client);
        List<Long> circuits = circuits(client);
        hold(client);
        Transfer refused = begin("early", true);
        await("a new stream is refused", refused, State.REFUSED);
        network.world.run(20_000);
        assertTrue(circuits.containsAll(circuits(client)), "none was begun");
        early.release();
        await("the open stream carries on", early, State.DONE);
        release(client);
        await("applications are served again", begin("early", false), State.DONE);
        await("on new circuits, too", begin("late", false), State.DONE);
        assertTrue(links(client).containsAll(links), "no link was lost");
    }

    @Test
    void shouldTakeNoCircuitOnALockedRelayAndCarryOnThoseItHas() {
        Transfer early = beginHeld();
        network.relays.forEach(LockedVaultTest::hold);
        int relayed = relayed();
        List<Long> before = circuits(client);
        client.env.turn(() -> client.overlay.circuits().retireAll());
        network.world.run(15_000);
        assertTrue(circuits(client).stream().noneMatch(id -> !before.contains(id)), "no relay takes one");
        assertTrue(network.relays.stream()
                        .mapToLong(r -> r.env.counted(Counter.CREATES_REFUSED))
                        .sum()
                > 0);
        assertTrue(relayed() <= relayed);
        early.release();
        await("the open stream carries on", early, State.DONE);
        network.relays.forEach(LockedVaultTest::release);
        network.world.runUntil("circuits are built again", client::ready, 120_000);
        await("and carry streams", begin("late", true), State.DONE);
    }

    private int relayed() {
        return network.relays.stream()
                .mapToInt(relay -> relay.overlay.circuits().relayed())
                .sum();
    }

    @Test
    void shouldRefuseStreamsAtALockedExit() {
        beginHeld();
        TestNode exit = network.relays.get(RELAYS - 1);
        hold(exit);
        int streams = exit.overlay.circuits().list().size();
        Transfer refused = begin("early", true);
        await("no stream is opened at the only exit", refused, State.REFUSED);
        List<StreamInfo> now = exit.overlay.circuits().list();
        assertEquals(streams, now.size(), now.toString());
        release(exit);
        network.world.runUntil("the exit is tried again", () -> serves("again"), 600_000);
    }

    private boolean serves(String user) {
        Transfer next = begin(user, false);
        network.world.runUntil("it ended", () -> next.state != State.RUNNING, 120_000);
        return next.state == State.DONE;
    }

    @Test
    void shouldMakeNoLinkOnALockedRelay() {
        TestNode relay = network.relays.get(0);
        hold(relay);
        relay.env.turn(() -> relay.overlay.links().closeAll(LinkClose.SHUTDOWN));
        network.world.run(15_000);
        assertEquals(List.of(), links(relay), "neither taken nor begun");
        assertEquals(0, relay.overlay.links().halfOpenCount());
        assertTrue(relay.overlay.links().connecting().isEmpty());
        assertTrue(relay.env.counted(Counter.LINK_HALF_OPEN_REFUSED) > 0, "others tried");
        release(relay);
        network.world.runUntil("links stand again", () -> !links(relay).isEmpty(), 240_000);
    }
}
