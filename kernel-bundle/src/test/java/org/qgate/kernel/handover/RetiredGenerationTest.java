package org.qgate.kernel.handover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a generation that was replaced, and what would become of a state that were used twice. */
final class RetiredGenerationTest {
    private static final int COLLECTIONS = 40;
    private static final long WAIT_MS = 250;

    /** With this seed the target is the client that most transfers begin at: it originates cells. */
    private final FreezeNetwork network = new FreezeNetwork(9);

    private final Target target = network.target();
    private final HandOver handOver = new HandOver(network);

    @BeforeEach
    void begin() {
        network.start();
        network.beginTransfers(3_000);
        network.sim().run(3_500);
        network.sim().runUntil("an application of the target can say more", network::firstClientTalks, 30_000);
        assertTrue(network.underWay() > 0);
    }

    private void end() {
        network.sim()
                .runUntil(
                        "all transfers are over",
                        () -> network.transfers().stream().allMatch(Transfer::isComplete),
                        180_000);
        network.transfers().forEach(Transfer::checkBytes);
    }

    @Test
    void shouldLetItsClassLoaderGoWhileTheNodeGoesOn() throws InterruptedException {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        WeakReference<ClassLoader> retired =
                new WeakReference<>(target.running().getClass().getClassLoader(), collected);
        handOver.run();
        network.sim().run(1_000); // late writes come within this time
        assertNotSame(retired.get(), target.running().getClass().getClassLoader());
        for (int i = 0; i < COLLECTIONS && retired.get() != null; i++) {
            System.gc();
            collected.remove(WAIT_MS);
        }
        assertNull(retired.get(), "the loader of the retired generation is still there");
        end();
    }

    @Test
    void shouldReportAStateThatIsUsedTwice() {
        byte[] escrow = handOver.run();
        network.transfers().forEach(Transfer::chatter);
        network.sim().run(1_000);
        assertEquals(List.of(), target.record().violations());
        network.sim().runUntil("whole records", () -> !target.running().amid(Moment.HALF_A_RECORD), 30_000);
        network.isolateTarget(); // what neighbours send would not open, and end the links at once
        Generation again = target.make();
        again.prepare(network.description());
        again.adopt(escrow);
        assertEquals(List.of(), target.record().violations(), "adopting seals nothing");
        again.commit();
        network.transfers().forEach(Transfer::chatter);
        network.sim().run(1_000);
        List<String> violations = target.record().violations();
        assertTrue(
                violations.stream().anyMatch(one -> one.startsWith("a record was sealed twice")), violations::toString);
        assertTrue(
                violations.stream().anyMatch(one -> one.startsWith("a cell was sealed twice")), violations::toString);
    }

    @Test
    void shouldReportWhatIsSealedWhileFrozen() {
        target.record().frozen(true);
        network.sim().run(1_000);
        assertTrue(target.record().violations().contains("a record was sealed while the node was frozen"));
    }
}
