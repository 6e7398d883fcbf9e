package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.kernel.internal.link.ControlType;

/** What a node makes of relays that say which snapshot they have ([SNAP-11]). */
final class WitnessesTest {
    private static final long MINE = Author.NOW - 60_000;
    private static final String OTHER = "cd".repeat(32);

    private final Author signer = new Author(1);
    private final Network network = Author.network(1, signer, new Author(2));
    private final Descriptor first = signer.verified(network, 5);
    private final Bench bench = new Bench(false, network, Map.of());
    private final FakeLink link = bench.up(signer.identity.nodeId());
    private String mine;

    @BeforeEach
    void takeASnapshot() {
        bench.answer(link, Messages.Status.OK, Author.snapshot(Author.body(MINE, Author.entries(first)), signer));
        bench.answer(link, Messages.Status.OK, Bundles.join(List.of(first.encoded())));
        mine = bench.directory.view().digest();
        assertEquals(64, mine.length());
    }

    private void told(int relay, String digest, long validAfterMs) {
        bench.env.turn(() -> bench.directory.told(new Author(relay).identity.nodeId(), digest, validAfterMs));
        bench.run();
    }

    private String warning() {
        return String.join("; ", bench.directory.warnings());
    }

    @Test
    void shouldSayNothingWhileRelaysAgree() {
        for (int relay = 10; relay < 16; relay++) {
            told(relay, mine, MINE);
        }
        bench.world.run(700_000);
        told(10, mine, MINE);
        assertEquals("", warning());
    }

    @Test
    void shouldAskAtOnceAndReportWhatIsWithheldLater() {
        int asked = link.sent(ControlType.DIR_GET).size();
        told(10, OTHER, MINE + 5_000);
        assertEquals(asked, link.sent(ControlType.DIR_GET).size(), "one may lie");
        told(11, OTHER, MINE + 5_000);
        assertEquals(asked + 1, link.sent(ControlType.DIR_GET).size());
        bench.answer(link, Messages.Status.UNCHANGED);
        bench.world.run(Witnesses.SETTLE_MS / 2);
        assertEquals("", warning(), "it may come");
        told(10, OTHER, MINE + 5_000);
        bench.world.run(Witnesses.SETTLE_MS / 2);
        assertTrue(warning().startsWith("QG-KRN-0011 2 relays have a later snapshot"), warning());
        bench.world.run(Witnesses.MEMORY_MS - Witnesses.SETTLE_MS);
        assertEquals("", warning(), "what was said long ago counts no more");
    }

    @Test
    void shouldReportAnotherSnapshotOfTheSameMomentOnceTwoNameIt() {
        told(10, OTHER, MINE);
        assertEquals("", warning(), "one may lie");
        told(11, OTHER, MINE);
        assertTrue(warning().startsWith("QG-KRN-0011 2 relays have another snapshot of"), warning());
    }

    @Test
    void shouldReportASnapshotThatMostDoNotHave() {
        for (int relay = 10; relay < 14; relay++) {
            told(relay, OTHER, MINE - 1_000);
        }
        bench.world.run(Witnesses.SETTLE_MS);
        assertEquals("", warning(), "they may have been late");
        told(10, mine, MINE);
        told(11, OTHER, MINE - 1_000);
        told(12, mine, MINE);
        told(13, OTHER, MINE - 1_000);
        assertEquals("", warning(), "half of them are not most");
        told(12, OTHER, MINE - 1_000);
        assertTrue(warning().startsWith("QG-KRN-0011 3 of 4 relays do not have the snapshot"), warning());
    }

    @Test
    void shouldNotBelieveInTheFuture() {
        int asked = link.sent(ControlType.DIR_GET).size();
        for (int relay = 10; relay < 20; relay++) {
            told(relay, OTHER, Author.NOW + 3_600_000);
        }
        assertEquals(asked, link.sent(ControlType.DIR_GET).size());
        bench.world.run(Witnesses.SETTLE_MS);
        assertEquals("", warning());
    }

    @Test
    void shouldNotBeMovedByOneRelayAllTheTime() {
        int asked = link.sent(ControlType.DIR_GET).size();
        for (int i = 0; i < 100; i++) {
            told(10, OTHER, MINE + 1 + i);
        }
        assertEquals(asked, link.sent(ControlType.DIR_GET).size());
        assertEquals("", warning());
    }
}
