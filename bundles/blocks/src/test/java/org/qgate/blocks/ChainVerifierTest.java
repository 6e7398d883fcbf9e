package org.qgate.blocks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Chains: a sound one holds, any other is refused at the place where it breaks. */
class ChainVerifierTest {
    @Test
    void shouldVerifyAChainOfEveryKind() {
        TestStream chain = TestStream.every(1);
        Verification found = chain.verify();
        assertTrue(found.sound(), () -> found.refusal().toString());
        ChainSummary summary = found.summary();
        assertEquals(10, summary.blocks());
        assertEquals(9, summary.head());
        assertEquals(Digests.hex(chain.stream), summary.stream());
        assertEquals(Digests.hex(chain.digest), summary.headDigest());
        assertEquals(
                Map.of(
                        Kind.GENESIS,
                        1L,
                        Kind.PUBLIC,
                        4L,
                        Kind.PRIVATE_MANIFEST,
                        2L,
                        Kind.FAILURE,
                        1L,
                        Kind.SKIP,
                        1L,
                        Kind.RECALL,
                        1L),
                summary.kinds());
        assertEquals(2, summary.skippedSlots());
        assertEquals(5, summary.windows());
        assertTrue(summary.recalls(2));
        assertFalse(summary.recalls(3));
        assertEquals(List.of("qrng-a 3-3"), summary.recalledWindows());
        assertEquals(TestStream.START, summary.fromMs());
        assertEquals(TestStream.START + 6 * TestStream.SLOT, summary.toMs());
    }

    @TestFactory
    Stream<DynamicTest> shouldRefuseWithThePlace() {
        TestStream any = new TestStream(1);
        return TamperedChains.all().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    Verification found = any.verify(each.getValue().file());
                    assertEquals(
                            Optional.of(each.getValue().place()),
                            found.refusal().map(Verification.Refusal::place));
                    assertFalse(found.sound());
                }));
    }

    /** No byte of a block can be changed unnoticed; the place is that byte's field, or the signature that covers it. */
    @Test
    void shouldNoticeEveryByte() {
        TestStream chain = TestStream.every(1);
        for (int block = 0; block < chain.blocks.size(); block++) {
            int length = chain.blocks.get(block).length;
            for (int at = 0; at < length; at += at < length - Layout.SIGNATURE ? 3 : 97) {
                List<byte[]> blocks = new ArrayList<>(chain.blocks);
                byte[] changed = blocks.get(block).clone();
                changed[at] ^= (byte) (1 << at % 8);
                blocks.set(block, changed);
                Verification found = chain.verify(TestStream.file(blocks));
                int number = block;
                int place = at;
                assertFalse(found.sound(), () -> "block " + number + ", byte " + place);
            }
        }
    }

    /** A value that is withheld comes later and is the same: skipping is no way to draw again. */
    @Test
    void shouldGiveTheSameValueAfterASkip() {
        TestStream prompt = new TestStream(1).genesis().value();
        TestStream withheld = new TestStream(1)
                .genesis()
                .skip(3, Skip.Reason.LATE)
                .failure(1, 2)
                .value();
        assertEquals(Digests.hex(prompt.value), Digests.hex(withheld.value));
        assertTrue(withheld.verify().sound());
    }

    /** Nobody can commit to what another stream commits to, and open it once the other has. */
    @Test
    void shouldNotLetAnotherStreamOpenItsCommitment() {
        TestStream honest = new TestStream(1).genesis();
        TestStream copycat = new TestStream(2);
        assertNotEquals(
                Digests.hex(honest.commitment()),
                Digests.hex(Digests.commitment(copycat.crypto, copycat.stream, honest.random("local", 0))));
    }

    @Test
    void shouldJoinLaterAfterTheFirstBlock() {
        TestStream chain = TestStream.every(1);
        List<byte[]> part = new ArrayList<>(chain.blocks.subList(6, 10));
        part.add(0, chain.blocks.get(0));
        Verification found = chain.verify(TestStream.file(part));
        assertTrue(found.sound(), () -> found.refusal().toString());
        assertEquals(6, found.summary().joined());
        part.remove(2);
        assertEquals(
                Optional.of("block 2, byte 42: sequence"),
                chain.verify(TestStream.file(part)).refusal().map(Verification.Refusal::place));
    }

    @Test
    void shouldRefuseAnotherStreamThanAskedFor() {
        TestStream chain = TestStream.every(1);
        ChainVerifier verifier = new ChainVerifier(chain.crypto, Optional.of(new TestStream(2).stream));
        BadBlock bad = assertThrows(BadBlock.class, () -> verifier.next(chain.blocks.get(0)));
        assertEquals("byte 10: stream: another stream than asked for", bad.getMessage());
    }

    @Test
    void shouldRefuseAnEmptyFile() {
        assertFalse(new TestStream(1).verify(new byte[0]).sound());
    }
}
