package org.qgate.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two blocks with one sequence: evidence that needs nothing but itself. */
class EvidenceTest {
    private final TestStream common = new TestStream(1).genesis().value();
    private final byte[] one = common.copy().manifest(1, 2).blocks.get(2);
    private final byte[] other = common.copy().failure(1, 2).blocks.get(2);
    private final byte[] keys = common.crypto.dualKey();

    @Test
    void shouldProveEquivocationElsewhere() {
        byte[] file = Evidence.of(keys, one, other, common.crypto).encode();
        assertArrayEquals(file, Evidence.of(keys, other, one, common.crypto).encode(), "in any order the same");
        assertTrue(Evidence.begins(file));
        Evidence found = Evidence.verify(file, new TestCrypto(9), Optional.empty());
        assertEquals(2, found.sequence());
        assertEquals(Digests.hex(common.stream), found.stream());
    }

    @Test
    void shouldProveNothingWithOneBlock() {
        assertPlace("block", () -> Evidence.of(keys, one, one, common.crypto));
    }

    /** The same body signed once more says the same. */
    @Test
    void shouldProveNothingWithAnotherSignature() {
        byte[] again = one.clone();
        again[again.length - 1] ^= 1;
        assertPlace("signature", () -> Evidence.of(keys, one, again, common.crypto));
    }

    @Test
    void shouldProveNothingWithAnotherSequence() {
        assertPlace("sequence", () -> Evidence.of(keys, one, common.blocks.get(1), common.crypto));
    }

    @Test
    void shouldProveNothingWithAnothersKeys() {
        assertPlace("stream", () -> Evidence.of(new TestCrypto(2).dualKey(), one, other, common.crypto));
    }

    @Test
    void shouldProveNothingOnceChanged() {
        byte[] file = Evidence.of(keys, one, other, common.crypto).encode();
        for (int at = 0; at < file.length; at += 41) {
            byte[] changed = file.clone();
            changed[at] ^= 4;
            assertThrows(BadBlock.class, () -> Evidence.verify(changed, common.crypto, Optional.empty()));
        }
        byte[] longer = java.util.Arrays.copyOf(file, file.length + 1);
        assertPlace("end", () -> Evidence.verify(longer, common.crypto, Optional.empty()));
    }

    @Test
    void shouldRefuseAnotherStreamThanAskedFor() {
        byte[] file = Evidence.of(keys, one, other, common.crypto).encode();
        assertPlace("keys", () -> Evidence.verify(file, common.crypto, Optional.of(new byte[32])));
    }

    private static void assertPlace(String field, org.junit.jupiter.api.function.Executable call) {
        assertEquals(field, assertThrows(BadBlock.class, call).field());
    }
}
