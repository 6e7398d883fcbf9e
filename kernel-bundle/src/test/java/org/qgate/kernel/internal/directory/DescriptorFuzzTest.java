package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.Signatures;
import org.qgate.api.error.QGateException;
import org.qgate.common.wire.WireException;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/** Whatever is offered as a descriptor: refused in its own words, and never taken for signed when it is not. */
final class DescriptorFuzzTest {
    private static final Author AUTHOR = new Author(1);
    private static final byte[] GOOD = AUTHOR.descriptor();
    private static final DescriptorCheck CHECK = new DescriptorCheck(AUTHOR.crypto, Author.network(1, AUTHOR));
    private static final long BASE = 8 << 20;
    private static final long PER_BYTE = 1_000;

    @FuzzTest
    void shouldReadOrRefuse(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        // A signature alone is 3,373 bytes that no fuzzer finds: what a body has is looked at without it, too.
        parsed(Arrays.copyOf(input, Math.min(input.length, DescriptorCodec.MAX_BYTES) + Signatures.BYTES));
        parsed(input);
        try {
            CHECK.verify(input, Author.NOW);
            assertArrayEquals(GOOD, input, "nobody signed this");
        } catch (QGateException refused) {
            assertTrue(refused.getMessage().length() < 1_000);
        }
    }

    private static void parsed(byte[] encoded) {
        try {
            byte[] body = DescriptorCodec.body(DescriptorCodec.parse(encoded));
            assertTrue(body.length <= encoded.length);
            byte[] again = Arrays.copyOf(body, body.length + Signatures.BYTES);
            assertArrayEquals(body, DescriptorCodec.body(DescriptorCodec.parse(again)), "written, it reads the same");
        } catch (WireException malformed) {
            return; // in its own words
        }
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldReadOrRefuse").mutate(1_500, DescriptorFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        DescriptorFields plain = AUTHOR.fields();
        byte[] bare = DescriptorCodec.body(plain);
        Corpus.of(getClass(), "shouldReadOrRefuse")
                .keeps(Map.of("descriptor", GOOD, "body", bare, "start", Arrays.copyOf(bare, 40)));
    }
}
