package org.qgate.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.qgate.qrng.internal.assess.ClaimCheck;

/** Bytes for programs that test randomness. */
class SimulatedOutputTest {
    private static final int BYTES = (1 << 20) + 1;

    /** A sample is 0 three times as often as another value. */
    @Test
    void shouldGiveBiasedSamples() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SimulatedOutput(1).raw(out, BYTES);
        assertEquals(BYTES, out.size());
        double share = zeros(out.toByteArray()) / (double) BYTES;
        assertEquals(SimulatedOutput.claim(), -Math.log(share) / Math.log(2), 0.1);
        assertTrue(SimulatedOutput.claim() < 6.5);
    }

    @Test
    void shouldMakeExactlySoManyEvenBytesAndNeverTheSame() throws IOException {
        byte[] one = refined();
        byte[] other = refined();
        assertEquals(BYTES, one.length);
        assertEquals(1 / 256.0, zeros(one) / (double) BYTES, 0.0005);
        assertFalse(Arrays.equals(one, other), "the operating system's randomness goes in too");
    }

    private static byte[] refined() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SimulatedOutput(1).refined(out, BYTES, new ClaimCheck(6, 6, 1, ""));
        return out.toByteArray();
    }

    private static long zeros(byte[] bytes) {
        long zeros = 0;
        for (byte each : bytes) {
            zeros += each == 0 ? 1 : 0;
        }
        return zeros;
    }
}
