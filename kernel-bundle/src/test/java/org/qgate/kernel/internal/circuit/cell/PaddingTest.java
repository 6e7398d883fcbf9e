package org.qgate.kernel.internal.circuit.cell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.qgate.common.wire.WireReader;
import org.qgate.sim.SimRandom;

class PaddingTest {
    private final Padding padding = new Padding(() -> new SimRandom(7));

    @Test
    void shouldBeginWithRandomBytesAndGoOnWithZeros() {
        byte[] out = new byte[64];
        Arrays.fill(out, (byte) 1);

        padding.fill(out, 4, 56);

        byte[] expected = new byte[64];
        Arrays.fill(expected, (byte) 1);
        Arrays.fill(expected, 4, 60, (byte) 0);
        new SimRandom(7).fill(expected, 4, Padding.RANDOM_BYTES); // the source's first bytes
        assertArrayEquals(expected, out);
    }

    @Test
    void shouldFillWhatIsShorterWithRandomBytesAlone() {
        byte[] out = new byte[3];
        padding.fill(out, 0, 3);
        byte[] expected = new byte[3];
        new SimRandom(7).fill(expected, 0, 3);
        assertArrayEquals(expected, out);
        padding.fill(out, 3, 0);
    }

    @Test
    void shouldGiveNoRandomByteOutTwice() {
        SimRandom random = new SimRandom(8);
        Padding lasting = new Padding(() -> random);
        Set<Long> seen = new HashSet<>();
        for (int cell = 0; cell < 1_000; cell++) {
            byte[] out = new byte[Padding.RANDOM_BYTES];
            lasting.fill(out, 0, out.length);
            assertFalse(!seen.add(new WireReader(out).i64()), "cell " + cell);
        }
    }
}
