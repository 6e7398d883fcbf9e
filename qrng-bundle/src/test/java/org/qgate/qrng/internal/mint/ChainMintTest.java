package org.qgate.qrng.internal.mint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.BlockCheck;
import org.qgate.api.qrng.BlockInfo;
import org.qgate.blocks.BlockCodec;
import org.qgate.blocks.Digests;
import org.qgate.blocks.Evidence;
import org.qgate.blocks.PrivateManifest;
import org.qgate.blocks.Recall;
import org.qgate.sim.store.MemoryStore;

/** What becomes which block, and when. */
class ChainMintTest {
    private final MintKit kit = new MintKit(7);
    private final MemoryStore memory = new MemoryStore(kit);
    private ChainMint mint;

    @TempDir
    Path folder;

    @BeforeEach
    void open() {
        kit.store.set(memory);
        mint = kit.mint();
        mint.step();
    }

    /** Whatever a test did, what is kept must verify. */
    @AfterEach
    void verify() {
        kit.store.set(memory);
        for (String stream : mint.streams()) {
            BlockCheck check = mint.verify(stream);
            assertTrue(check.sound(), check::toString);
        }
    }

    private BlockInfo head() {
        return mint.blocks(mint.stream(), -1, 1).get(0);
    }

    @Test
    void shouldMintOneValueASlot() {
        assertEquals(List.of("GENESIS"), MintKit.kinds(mint));
        for (int i = 0; i < 3; i++) {
            kit.nextSlot(mint);
            mint.step();
            kit.nowMs += 3_000;
            mint.step();
        }
        assertEquals(List.of("GENESIS", "PUBLIC", "PUBLIC", "PUBLIC"), MintKit.kinds(mint));
        assertEquals("SIMULATED", head().facts().get("origin 0 provenance"));
        assertEquals("passed", head().facts().get("origin 0 health"));
        assertEquals(kit.nowMs - kit.nowMs % MintKit.SLOT, head().slotWallMs());
        assertEquals(4, mint.status().minted());
        assertEquals("", mint.status().trouble());
    }

    @Test
    void shouldListWhatWasMadeInTheSlot() {
        mint.made(kit.batch());
        mint.made(kit.batch());
        mint.discarded("sim", 3, List.of());
        mint.step();
        assertEquals(List.of("GENESIS"), MintKit.kinds(mint), "the slot goes on");
        kit.nextSlot(mint);
        assertEquals(List.of("GENESIS", "PRIVATE-MANIFEST", "PUBLIC"), MintKit.kinds(mint));
        BlockInfo manifest = mint.blockInfo(mint.stream(), 1);
        assertEquals("2", manifest.facts().get("windows"));
        assertEquals("1", manifest.facts().get("device 0 discarded"));
        assertEquals("2", manifest.facts().get("window 1 window"));
        assertEquals(0, mint.status().waiting());
    }

    @Test
    void shouldSkipSlotsWithoutRandomnessAndGiveTheSameValueLater() {
        kit.nextSlot(mint);
        kit.dry = true;
        kit.nextSlot(mint);
        kit.nextSlot(mint);
        assertEquals(List.of("GENESIS", "PUBLIC", "SKIP"), MintKit.kinds(mint));
        assertEquals("NO_RANDOMNESS", head().facts().get("reason"));
        assertTrue(mint.status().trouble().contains("QG-QRN-0021"));
        String due = head().facts().get("commitment");
        kit.dry = false;
        kit.nextSlot(mint);
        assertEquals(List.of("GENESIS", "PUBLIC", "SKIP", "SKIP", "PUBLIC"), MintKit.kinds(mint));
        assertNotEquals(due, head().facts().get("commitment"));
    }

    @Test
    void shouldSkipSlotsMissedWhileTheNodeWasDown() {
        kit.nextSlot(mint);
        mint.close();
        kit.nowMs += 1_000 * MintKit.SLOT;
        mint = kit.mint();
        mint.step();
        assertEquals(List.of("GENESIS", "PUBLIC", "SKIP", "PUBLIC"), MintKit.kinds(mint));
        BlockInfo skip = mint.blockInfo(mint.stream(), 2);
        assertEquals("999", skip.facts().get("slots"));
        assertEquals("NOT_RUNNING", skip.facts().get("reason"));
    }

    @Test
    void shouldWaitWhileLockedAndThenSkip() {
        kit.nextSlot(mint);
        kit.store.clear(memory);
        for (int i = 0; i < 3; i++) {
            kit.nextSlot(mint);
            mint.made(kit.batch());
        }
        assertTrue(mint.status().trouble().contains("locked"));
        kit.store.set(memory);
        kit.nextSlot(mint);
        assertEquals(List.of("GENESIS", "PUBLIC", "PRIVATE-MANIFEST", "SKIP", "SKIP", "PUBLIC"), MintKit.kinds(mint));
        assertEquals("LOCKED", mint.blockInfo(mint.stream(), 3).facts().get("reason"));
    }

    @Test
    void shouldBoundWhatWaitsWhileLocked() {
        kit.store.clear(memory);
        for (int i = 0; i < Tally.MOST + 5; i++) {
            mint.made(kit.batch());
        }
        assertEquals("", mint.stream(), "nothing would list another batch");
        assertEquals(5, mint.status().unlisted());
        kit.store.set(memory);
        kit.nextSlot(mint);
        assertEquals("5", mint.blockInfo(mint.stream(), 1).facts().get("unlisted"));
        assertFalse(mint.stream().isEmpty());
        assertEquals(
                4,
                MintKit.kinds(mint).stream().filter("PRIVATE-MANIFEST"::equals).count());
    }

    @Test
    void shouldTellAFailureAndRecallWhatRestsOnIt() {
        mint.made(kit.batch());
        mint.made(kit.batch());
        kit.nextSlot(mint); // a manifest of 1 and 2, and a value that commits to bytes of 2
        mint.made(kit.batch());
        mint.made(kit.batch());
        kit.nextSlot(mint); // a manifest of 3 and 4, the value of 2; commits to 4
        mint.made(kit.batch());
        mint.quarantined("sim", 2, 5, kit.stuck());
        mint.step();
        assertEquals(
                List.of("GENESIS", "PRIVATE-MANIFEST", "PUBLIC", "PRIVATE-MANIFEST", "PUBLIC", "FAILURE", "RECALL"),
                MintKit.kinds(mint));
        Recall recall = (Recall) BlockCodec.decode(mint.block(mint.stream(), 6)).content();
        assertEquals(List.of(new Recall.Blocks(3, 3)), recall.blocks());
        assertEquals(3, recall.windows().get(0).from());
        assertEquals(5, recall.windows().get(0).to());
        assertTrue(recall.pending(), "the next value was made of window 4");
        assertTrue(mint.blockInfo(mint.stream(), 3).recalled());
        assertFalse(mint.blockInfo(mint.stream(), 4).recalled());
        assertEquals("QG-QRN-0010", mint.blockInfo(mint.stream(), 5).facts().get("code"));
        kit.nextSlot(mint);
        assertEquals("recalled", head().facts().get("origin 0 health"));
        PrivateManifest late = (PrivateManifest)
                BlockCodec.decode(mint.block(mint.stream(), 7)).content();
        assertTrue(late.windows().get(0).facts().recalled());
    }

    /** A failure that no block can say does not stand in the way of others. */
    @Test
    void shouldGoOnAfterAFailureThatCannotBeTold() {
        mint.quarantined("NO DEVICE", 0, 1, kit.stuck());
        mint.quarantined("sim", 1, 1, kit.stuck());
        kit.nextSlot(mint);
        assertEquals(List.of("GENESIS", "FAILURE", "PUBLIC"), MintKit.kinds(mint));
    }

    @Test
    void shouldRecallValuesThatWereRevealedAlready() {
        mint.made(kit.batch());
        kit.nextSlot(mint);
        kit.nextSlot(mint);
        mint.quarantined("sim", 0, 1, kit.stuck());
        mint.step();
        assertTrue(mint.blockInfo(mint.stream(), 1).recalled(), "the manifest");
        assertTrue(mint.blockInfo(mint.stream(), 3).recalled(), "the value");
    }

    /** What was noted is listed by the mint that comes after. */
    @Test
    void shouldKeepNotesOverAnUpdate() {
        mint.made(kit.batch());
        mint.step();
        mint.made(kit.batch());
        mint.close();
        mint.step();
        mint = kit.mint();
        mint.step();
        assertEquals("2", mint.blockInfo(mint.stream(), 1).facts().get("windows"));
    }

    @Test
    void shouldListWhatWasToldTwiceOnce() {
        mint.made(kit.batch(4));
        mint.made(kit.batch(4));
        kit.nextSlot(mint);
        assertEquals("1", mint.blockInfo(mint.stream(), 1).facts().get("windows"));
    }

    @Test
    void shouldBeginAnotherStreamForAnotherGeneration() {
        kit.nextSlot(mint);
        String first = mint.stream();
        mint.settings(new MintSettings(10, 64L << 20, 2));
        mint.step();
        assertNotEquals(first, mint.stream());
        assertEquals(List.of(mint.stream(), first), mint.streams());
        assertEquals(2, mint.blocks(first, -1, 10).size());
    }

    @Test
    void shouldKeepRecallsAndTheHeadWhenTheOldestGo() {
        mint.settings(new MintSettings(10, 100_000, 1));
        mint.made(kit.batch());
        kit.nextSlot(mint);
        mint.quarantined("sim", 0, 1, kit.stuck());
        for (int i = 0; i < 60; i++) {
            kit.nextSlot(mint);
        }
        List<String> kinds = MintKit.kinds(mint);
        assertTrue(kinds.size() < 30, kinds::toString);
        assertEquals("GENESIS", kinds.get(0));
        assertEquals(1, mint.blocks(mint.stream(), 6, 10).size(), "the oldest are gone");
        assertEquals("RECALL", mint.blockInfo(mint.stream(), 4).kind());
        QGateException gone = assertThrows(QGateException.class, () -> mint.block(mint.stream(), 2));
        assertEquals(QrngError.NO_BLOCK, gone.code());
    }

    @Test
    void shouldWaitWhileTheClockIsBehind() {
        kit.nextSlot(mint);
        kit.nextSlot(mint);
        kit.nowMs -= 30_000;
        mint.step();
        assertTrue(mint.status().trouble().contains("behind"));
        kit.nowMs += 50_000;
        mint.step();
        assertEquals(List.of("GENESIS", "PUBLIC", "PUBLIC", "SKIP", "PUBLIC"), MintKit.kinds(mint));
    }

    @Test
    void shouldNotMintBesideAnotherMint() {
        ChainMint other = kit.mint();
        kit.nextSlot(mint);
        other.step();
        kit.nextSlot(other);
        mint.step();
        assertEquals(List.of("GENESIS", "PUBLIC", "PUBLIC"), MintKit.kinds(mint));
    }

    @Test
    void shouldExportWhatVerifiesElsewhere() throws IOException {
        mint.made(kit.batch());
        for (int i = 0; i < 4; i++) {
            kit.nextSlot(mint);
        }
        Path file = folder.resolve("blocks.qgb");
        assertEquals(6, mint.export(mint.stream(), 0, -1, file));
        assertTrue(mint.verify(file).sound());
        assertEquals(3, mint.export(mint.stream(), 3, 4, file));
        assertTrue(mint.verify(file).sound());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 3_500] ^= 1;
        Files.write(file, bytes);
        BlockCheck broken = mint.verify(file);
        assertFalse(broken.sound());
        assertTrue(broken.place().startsWith("block 2, byte "), broken::place);
        assertThrows(QGateException.class, () -> mint.verify(folder.resolve("absent")));
        assertThrows(QGateException.class, () -> mint.blocks("00", -1, 1));
    }

    /** A copy of the store that is put back mints another block with the same number: that can be proved. */
    @Test
    void shouldLeaveEvidenceWhenAnOlderCopyGoesOn() throws IOException {
        kit.nextSlot(mint);
        memory.namespace("qrng").branch();
        kit.nextSlot(mint);
        byte[] one = mint.block(mint.stream(), 2);
        memory.namespace("qrng").rollback();
        kit.nowMs += 100;
        mint.step();
        byte[] other = mint.block(mint.stream(), 2);
        byte[] keys = ((org.qgate.blocks.Genesis)
                        BlockCodec.decode(mint.block(mint.stream(), 0)).content())
                .dualKey();
        Evidence evidence = Evidence.of(keys, one, other, new NodeBlocks(kit.provider));
        Path file = folder.resolve("evidence.qge");
        Files.write(file, evidence.encode());
        assertEquals("sequence 2", mint.verify(file).place());
        assertEquals(
                2,
                Evidence.verify(evidence.encode(), new NodeBlocks(kit.provider), Optional.empty())
                        .sequence());
        assertNotEquals(
                Digests.hex(Digests.block(new NodeBlocks(kit.provider), BlockCodec.body(one))),
                Digests.hex(Digests.block(new NodeBlocks(kit.provider), BlockCodec.body(other))));
    }
}
