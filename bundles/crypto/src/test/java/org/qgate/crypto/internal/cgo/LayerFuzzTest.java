package org.qgate.crypto.internal.cgo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.qgate.api.crypto.CellSize;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.sim.Corpus;
import org.qgate.sim.Cost;

/**
 * Whatever comes as cells to a relay's and to a client's layer: command and body, one behind the other. A body is taken
 * for a hop's own only when the other end made it and every cell before it.
 */
final class LayerFuzzTest {
    private static final CellSize SIZE = CellSize.SMALL;
    private static final byte[] SEED = new SeededRandom(5).bytes(LayerForm.SEED);
    private static final Ciphers CIPHERS = Ciphers.standard();
    private static final int CELL = 1 + SIZE.body();
    private static final byte[] OUTBOUND = made(true);
    private static final byte[] INBOUND = made(false);
    private static final long BASE = 1 << 20;
    private static final long PER_BYTE = 200;

    @FuzzTest
    void shouldRecogniseOnlyWhatWasMade(byte[] input) {
        Cost.bound(input, BASE, PER_BYTE, () -> check(input));
    }

    private static void check(byte[] input) {
        byte[] cells = Arrays.copyOf(input, (input.length + CELL - 1) / CELL * CELL); // the last one filled up
        assertArrayEquals(through(cells, true, false), through(cells, true, true), "a hand-over changes nothing");
        assertArrayEquals(through(cells, false, false), through(cells, false, true), "a hand-over changes nothing");
    }

    private static byte[] through(byte[] cells, boolean outbound, boolean handOver) {
        byte[] good = outbound ? OUTBOUND : INBOUND;
        byte[] all = {};
        CgoLayer layer = LayerForm.fresh(CIPHERS, SIZE, SEED);
        for (int at = 0; at < cells.length; at += CELL) {
            byte[] out = new byte[3 + SIZE.body()];
            int command = cells[at] & 255;
            boolean own = outbound
                    ? layer.relayOutbound(command, cells, at + 1, out, 3)
                    : layer.clientInbound(command, cells, at + 1, out, 3);
            int end = at + CELL;
            boolean genuine = end <= good.length && Arrays.equals(Arrays.copyOf(good, end), Arrays.copyOf(cells, end));
            assertEquals(genuine, own, "taken for its own");
            all = Bytes.join(all, out);
            layer = handOver ? LayerForm.restore(CIPHERS, layer.export()) : layer;
        }
        assertTrue(layer.cells() == cells.length / CELL);
        return all;
    }

    /** Returns three cells as the other end makes them. */
    private static byte[] made(boolean outbound) {
        CgoLayer layer = LayerForm.fresh(CIPHERS, SIZE, SEED);
        byte[] all = {};
        for (int i = 1; i <= 3; i++) {
            byte[] in = new byte[SIZE.body()];
            Arrays.fill(in, (byte) i);
            byte[] out = new byte[SIZE.body()];
            if (outbound) {
                layer.clientOriginate(i, in, 0, out, 0);
            } else {
                layer.relayOriginate(i, in, 0, out, 0);
            }
            all = Bytes.join(all, new byte[] {(byte) i}, out);
        }
        return all;
    }

    @Test
    void shouldHoldForMutations() {
        Corpus.of(getClass(), "shouldRecogniseOnlyWhatWasMade").mutate(2_000, LayerFuzzTest::check);
    }

    @Test
    void shouldKeepItsInputs() {
        Corpus.of(getClass(), "shouldRecogniseOnlyWhatWasMade")
                .keeps(Map.of("outbound", OUTBOUND, "inbound", INBOUND, "foreign", new byte[CELL + 5]));
    }
}
