package org.qgate.sim.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignalTest {
    private static byte[] take(Signal signal, int count) {
        byte[] out = new byte[count];
        signal.fill(out, 0, count);
        return out;
    }

    private static double zeros(byte[] samples, int from, int to) {
        int zeros = 0;
        for (int i = from; i < to; i++) {
            zeros += samples[i] == 0 ? 1 : 0;
        }
        return (double) zeros / (to - from);
    }

    @Test
    void shouldGiveTheSameSamplesHoweverTheyAreAskedFor() {
        byte[] whole = take(new Signal(7, 8, 1), 1000);
        Signal pieces = new Signal(7, 8, 1);
        byte[] joined = new byte[1000];
        for (int at = 0; at < 1000; at += 125) {
            pieces.fill(joined, at, 125);
        }
        assertArrayEquals(whole, joined);
        assertFalse(Arrays.equals(whole, take(new Signal(8, 8, 1), 1000)), "another seed, other samples");
    }

    @Test
    void shouldKeepToItsWidth() {
        for (int bits = 1; bits <= 8; bits++) {
            boolean[] seen = new boolean[256];
            for (byte each : take(new Signal(bits, bits, 1), 20_000)) {
                seen[each & 0xff] = true;
            }
            for (int value = 0; value < 256; value++) {
                assertEquals(value < 1 << bits, seen[value], bits + " bits, value " + value);
            }
        }
    }

    @Test
    void shouldBeginFaultsWhereItSays() {
        Signal signal = new Signal(1, 8, 1);
        take(signal, 1000);
        assertEquals(1000, signal.begin(Fault.of(FaultKind.STUCK), 1));
        assertEquals(1.0, zeros(take(signal, 100), 0, 100));
        long aligned = signal.begin(Fault.of(FaultKind.STUCK), 512);
        assertEquals(1536, aligned);
        byte[] mixed = take(signal, 1000);
        assertTrue(zeros(mixed, 0, 436) < 0.05, "healthy before it begins");
        assertEquals(1.0, zeros(mixed, 436, 1000));
        signal.begin(Fault.NONE, 1);
        assertTrue(zeros(take(signal, 1000), 0, 1000) < 0.05, "healed");
    }

    @Test
    void shouldBiasAndDriftAsMuchAsSaid() {
        Signal signal = new Signal(2, 8, 100_000);
        signal.begin(new Fault(FaultKind.BIASED, 0.25), 1);
        assertEquals(0.25 + 0.75 / 256, zeros(take(signal, 100_000), 0, 100_000), 0.01);
        signal.begin(new Fault(FaultKind.DRIFTING, 0.8), 1);
        byte[] drifting = take(signal, 200_000);
        assertEquals(0.04, zeros(drifting, 0, 10_000), 0.02);
        assertEquals(0.8, zeros(drifting, 110_000, 200_000), 0.02);
    }

    @Test
    void shouldRepeatPeriodsAndBlocks() {
        Signal signal = new Signal(3, 8, 1);
        signal.begin(new Fault(FaultKind.PERIODIC, 100), 1);
        byte[] periodic = take(signal, 400);
        assertArrayEquals(Arrays.copyOf(periodic, 300), Arrays.copyOfRange(periodic, 100, 400));
        signal.begin(new Fault(FaultKind.DUPLICATE, 64), 1);
        byte[] twice = take(signal, 256);
        assertArrayEquals(Arrays.copyOf(twice, 64), Arrays.copyOfRange(twice, 64, 128));
        assertFalse(Arrays.equals(Arrays.copyOf(twice, 64), Arrays.copyOfRange(twice, 128, 192)));
        assertArrayEquals(Arrays.copyOfRange(twice, 128, 192), Arrays.copyOfRange(twice, 192, 256));
    }

    @Test
    void shouldRefuseFaultsThatMakeNoSense() {
        assertThrows(IllegalArgumentException.class, () -> new Fault(FaultKind.BIASED, 1.5));
        assertThrows(IllegalArgumentException.class, () -> new Fault(FaultKind.BIASED, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new Fault(FaultKind.PERIODIC, 0));
        assertThrows(IllegalArgumentException.class, () -> FaultKind.of("broken"));
    }
}
