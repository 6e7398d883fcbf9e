package org.qgate.sandbox.wire;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values of this end that are too long for a frame, until the other end has fetched them: [BOX-9]. Thread-safe. */
final class Kept {
    private static final int MOST = 4;

    private final Map<Long, byte[]> values = new LinkedHashMap<>();
    private long last;

    /** Keeps a value; the oldest one goes when there are too many. */
    synchronized long keep(byte[] value) {
        if (values.size() == MOST) {
            drop(values.keySet().iterator().next());
        }
        values.put(++last, value);
        return last;
    }

    /** Returns the next bytes of a value; the last ones let it go. */
    synchronized byte[] piece(long number, int from) throws BreachException {
        byte[] value = values.get(number);
        if (value == null || from < 0 || from >= value.length) {
            throw new BreachException("a piece of a value that is not there");
        }
        int to = Math.min(value.length, from + Wire.PIECE_BYTES);
        if (to == value.length) {
            drop(number);
        }
        return Arrays.copyOfRange(value, from, to);
    }

    synchronized void drop(long number) {
        values.remove(number);
    }
}
