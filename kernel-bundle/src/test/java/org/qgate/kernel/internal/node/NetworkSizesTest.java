package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.directory.Progress;
import org.qgate.sim.SimLink;

/** Networks of two to fifty whole nodes come up and carry transfers; how long that takes is printed. */
final class NetworkSizesTest {
    @Test
    void shouldLinkTwoNodesAndRefuseStreamsThatHaveNoPath() {
        OverlayNetwork network = new OverlayNetwork(1, 1, 1, 1).begin();
        network.world.run(20_000);
        TestNode client = network.clients.get(0);
        assertEquals(1, client.overlay.links().all().size());
        assertEquals(1, client.overlay.directory().view().relays().size());
        Progress progress = client.overlay.progress();
        assertTrue(progress.percent() < 100, progress.toString());
        network.transfers.begin(network.entry(0), "user", 1_000, false);
        network.world.runUntil("an answer", network.transfers::over, 60_000);
        assertEquals("SOCKS reply 1", network.transfers.all().get(0).why, network.transfers.all()::toString);
    }

    @Test
    void shouldEndCircuitsRatherThanExceedItsMemory() {
        OverlayNetwork network = new OverlayNetwork(3, 5, 2, 1, "memory_mib", "1");
        network.world.defaultLink(SimLink.ofMs(10, 10));
        network.join(60_000);
        network.world.defaultLink(new SimLink(100_000_000, 0, 40_000));
        for (int i = 0; i < 30; i++) {
            network.transfers.begin(network.entry(0), "user" + i % 15, 1_000_000, false);
        }
        network.world.runUntil("all ended", network.transfers::over, 1_200_000);
        long evicted = network.relays.stream()
                .mapToLong(relay -> relay.env.counted(Counter.CIRCUITS_OVER_LIMIT))
                .sum();
        assertTrue(network.mostQueued > 1 << 19, "only " + network.mostQueued + " bytes were ever queued");
        assertTrue(evicted > 0, "nothing was ended");
        assertEquals(0, network.transfers.count(Transfers.State.WRONG));
    }

    @ParameterizedTest
    @CsvSource({"7,3,2,10", "21,8,4,16", "44,16,6,24"})
    void shouldCarryTransfersInNetworksOfAnySize(int relays, int exits, int clients, int transfers) {
        long began = System.nanoTime();
        OverlayNetwork network = new OverlayNetwork(1, relays, exits, clients);
        network.world.defaultLink(SimLink.ofMs(10, 10));
        network.join(180_000);
        long joinedMs = network.world.nowMs();
        long joined = System.nanoTime();
        for (int i = 0; i < transfers; i++) {
            network.transfers.begin(network.entry(i % clients), "user" + i, 60_000 + 10_000 * i, i % 2 == 0);
        }
        network.world.runUntil("all transfers", network.transfers::over, 120_000);
        assertEquals(transfers, network.transfers.count(Transfers.State.DONE), network.transfers.all()::toString);
        System.out.printf(
                "%d nodes: joined in %d s virtual, %d s real; %d transfers in %d s virtual, %d ms real; %d events%n",
                relays + clients,
                joinedMs / 1000,
                (joined - began) / 1_000_000_000,
                transfers,
                (network.world.nowMs() - joinedMs) / 1000,
                (System.nanoTime() - joined) / 1_000_000,
                network.world.events());
    }
}
