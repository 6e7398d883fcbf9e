package org.qgate.kernel.internal.circuit.congestion;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.qgate.api.crypto.CellSize;
import org.qgate.kernel.internal.circuit.settings.Plain;

/**
 * What one end has sent and the other has not acknowledged. Only cells that carry stream bytes count ([FLOW-1]).
 * Remembers the tag of each cell that a SENDME must name, and when it left.
 */
public final class SendWindow {
    private final Vegas vegas;
    private final int cellBytes;
    private final int cellsPerSendme;
    private byte[] tags = new byte[8 * Acknowledgement.TAG];
    private long[] sentNs = new long[8];
    private int head;
    private int expected;
    private long inFlight;
    private int sinceMark;

    /** Makes an empty one. */
    public SendWindow(CellSize size, long capBytes) {
        vegas = new Vegas(capBytes);
        cellBytes = size.cell();
        cellsPerSendme = Acknowledgement.cells(size);
    }

    /** Whether one more cell may leave. */
    public boolean room() {
        if (inFlight + cellBytes <= vegas.window()) {
            return true;
        }
        vegas.filled();
        return false;
    }

    /** Whether the next counted cell is one that a SENDME will name: it must carry random padding. */
    public boolean crossing() {
        return sinceMark + 1 == cellsPerSendme;
    }

    /** Returns bytes under way. */
    public long inFlight() {
        return inFlight;
    }

    /** Returns the congestion window. */
    public Vegas vegas() {
        return vegas;
    }

    /** A counted cell leaves. Returns where to write its tag in {@link #tags}, or -1 when no SENDME names it. */
    public int sent(long nowNs) {
        inFlight += cellBytes;
        sinceMark++;
        if (sinceMark < cellsPerSendme) {
            return -1;
        }
        sinceMark = 0;
        if (expected == sentNs.length) {
            grow();
        }
        int slot = (head + expected++) % sentNs.length;
        sentNs[slot] = nowNs;
        return slot * Acknowledgement.TAG;
    }

    /** Returns the array to write tags to. */
    public byte[] tags() {
        return tags;
    }

    /**
     * A SENDME came.
     *
     * @return false when it does not name the oldest cell that waits for one: destroy the circuit
     */
    public boolean acknowledged(byte[] buffer, int offset, int length, long nowNs, boolean blocked) {
        int slot = head;
        if (expected == 0 || length != Acknowledgement.TAG || !matches(slot, buffer, offset)) {
            return false;
        }
        head = (head + 1) % sentNs.length;
        expected--;
        long bytes = (long) cellsPerSendme * cellBytes;
        inFlight -= bytes;
        vegas.acknowledged(bytes, nowNs - sentNs[slot], nowNs, blocked);
        return true;
    }

    private boolean matches(int slot, byte[] buffer, int offset) {
        int at = slot * Acknowledgement.TAG;
        return MessageDigest.isEqual(
                Arrays.copyOfRange(tags, at, at + Acknowledgement.TAG),
                Arrays.copyOfRange(buffer, offset, offset + Acknowledgement.TAG));
    }

    private void grow() {
        tags = inOrder(2 * sentNs.length);
        long[] times = new long[2 * sentNs.length];
        for (int i = 0; i < expected; i++) {
            times[i] = sentNs[(head + i) % sentNs.length];
        }
        sentNs = times;
        head = 0;
    }

    private byte[] inOrder(int slots) {
        byte[] ordered = new byte[slots * Acknowledgement.TAG];
        for (int i = 0; i < expected; i++) {
            int slot = (head + i) % sentNs.length;
            System.arraycopy(tags, slot * Acknowledgement.TAG, ordered, i * Acknowledgement.TAG, Acknowledgement.TAG);
        }
        return ordered;
    }

    /** Returns the whole state; times as ages. */
    public Map<String, Object> freeze(long nowNs) {
        List<Long> ages = new ArrayList<>();
        for (int i = 0; i < expected; i++) {
            ages.add(nowNs - sentNs[(head + i) % sentNs.length]);
        }
        return Map.of(
                "vegas",
                vegas.freeze(nowNs),
                "inFlight",
                inFlight,
                "sinceMark",
                (long) sinceMark,
                "tags",
                inOrder(expected),
                "ages",
                ages);
    }

    /** Takes up what {@link #freeze} returned. */
    public void thaw(Plain state, long nowNs) {
        vegas.thaw(state.longs("vegas"), nowNs);
        inFlight = state.number("inFlight");
        sinceMark = (int) state.number("sinceMark");
        List<Long> ages = state.longs("ages");
        int slots = Math.max(8, ages.size());
        sentNs = new long[slots];
        for (int i = 0; i < ages.size(); i++) {
            sentNs[i] = nowNs - ages.get(i);
        }
        tags = Arrays.copyOf(state.bytes("tags"), slots * Acknowledgement.TAG);
        head = 0;
        expected = ages.size();
    }
}
