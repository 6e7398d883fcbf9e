package org.qgate.kernel.internal.circuit.congestion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.qgate.api.crypto.CellSize;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.sim.SimRandom;

/** Which cells a SENDME must name, in which order, and what is under way. */
final class SendWindowTest {
    @ParameterizedTest
    @EnumSource(CellSize.class)
    void shouldAgreeWithTheReceiverOverAnyRunOfCells(CellSize size) {
        SimRandom random = new SimRandom(9);
        SendWindow window = new SendWindow(size, 8 << 20);
        ReceiveCount received = new ReceiveCount(size);
        ArrayDeque<byte[]> tags = new ArrayDeque<>();
        for (int cell = 0; cell < 100_000; cell++) {
            boolean crossing = window.crossing();
            int slot = window.sent(cell);
            assertEquals(crossing, slot >= 0);
            if (slot >= 0) {
                byte[] tag = random.bytes(Acknowledgement.TAG);
                System.arraycopy(tag, 0, window.tags(), slot, tag.length);
                tags.add(tag);
            }
            assertEquals(crossing, received.due());
            if (random.upTo(500) == 0 || tags.size() > 100) {
                window = acknowledge(window, tags, size, cell);
            }
        }
        while (!tags.isEmpty()) {
            assertTrue(window.acknowledged(tags.poll(), 0, Acknowledgement.TAG, 0, false));
        }
        assertTrue(window.inFlight() < (long) Acknowledgement.cells(size) * size.cell());
    }

    private static SendWindow acknowledge(SendWindow window, ArrayDeque<byte[]> tags, CellSize size, long nowNs) {
        SendWindow thawed = new SendWindow(size, 8 << 20);
        thawed.thaw(new Plain(window.freeze(nowNs)), nowNs);
        for (int left = tags.size() / 2; left > 0; left--) {
            assertFalse(thawed.acknowledged(new byte[Acknowledgement.TAG], 0, Acknowledgement.TAG, nowNs, false));
            assertTrue(thawed.acknowledged(tags.poll(), 0, Acknowledgement.TAG, nowNs, false));
        }
        return thawed;
    }
}
