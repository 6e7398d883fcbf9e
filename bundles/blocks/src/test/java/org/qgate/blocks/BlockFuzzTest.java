package org.qgate.blocks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever is offered as a block, a chain or evidence: refused with a place inside it, or read as its one encoding. */
final class BlockFuzzTest {
    private static final long BASE = 8 << 20;
    private static final long PER_BYTE = 2_000;

    @FuzzTest
    void shouldReadOrRefuse(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        decoded(input);
        // A signature alone is 3,373 bytes that no fuzzer finds, and a length that fits is rare: both are given.
        byte[] fitted =
                Arrays.copyOf(input, Math.min(input.length, Layout.MAX_BYTES - Layout.SIGNATURE) + Layout.SIGNATURE);
        for (int i = 0; fitted.length >= Layout.PREFIX && i < 4; i++) {
            fitted[Layout.AT_LENGTH + i] = (byte) (fitted.length >>> 24 - 8 * i);
        }
        decoded(fitted);
        TestStream any = new TestStream(1);
        Verification chain = any.verify(input);
        assertTrue(chain.sound() == chain.refusal().isEmpty());
        try {
            Evidence.verify(input, any.crypto, Optional.empty());
        } catch (BadBlock bad) {
            within(bad, input);
        }
    }

    private static void decoded(byte[] input) {
        try {
            assertArrayEquals(input, BlockCodec.encode(BlockCodec.decode(input)), "one encoding only");
            Facts.of(BlockCodec.decode(input));
        } catch (BadBlock bad) {
            within(bad, input);
        }
    }

    private static void within(BadBlock bad, byte[] input) {
        assertTrue(bad.at() >= 0 && bad.at() <= input.length, bad.getMessage());
        assertTrue(!bad.field().isEmpty() && bad.getMessage().length() < 300, bad.getMessage());
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadOrRefuse").mutate(1_500, BlockFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Map<String, byte[]> made = new HashMap<>();
        List<byte[]> blocks = TestStream.every(1).blocks;
        for (int i = 0; i < blocks.size(); i++) {
            made.put("body-" + i, BlockCodec.body(blocks.get(i)));
        }
        made.put("chain", TestStream.file(blocks.subList(0, 3)));
        TestStream common = new TestStream(1).genesis();
        byte[] one = common.copy().failure(1, 2).blocks.get(1);
        byte[] other = common.copy().failure(1, 3).blocks.get(1);
        made.put(
                "evidence",
                Evidence.of(common.crypto.dualKey(), one, other, common.crypto).encode());
        Corpus.of(getClass(), "shouldReadOrRefuse").keeps(made);
    }
}
