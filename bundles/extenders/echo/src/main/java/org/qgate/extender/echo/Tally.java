package org.qgate.extender.echo;

import java.nio.ByteBuffer;

/**
 * What one version hands to the next. Numbers only grow, so that a late write of an old version never takes anything away.
 *
 * @param before requests that were kept in the store when this node started; -1 while nobody has read that yet
 * @param calls requests answered since
 * @param streams streams served since
 */
record Tally(long before, long calls, long streams) {
    private static final byte FORMAT = 1;
    private static final int BYTES = 1 + 3 * Long.BYTES;

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(BYTES);
        return out.put(FORMAT).putLong(before).putLong(calls).putLong(streams).array();
    }

    /**
     * Reads what another version gave.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Tally decode(byte[] state) {
        if (state.length != BYTES || state[0] != FORMAT) {
            throw new IllegalArgumentException("a state of " + state.length + " bytes is none of echo's");
        }
        ByteBuffer in = ByteBuffer.wrap(state, 1, BYTES - 1);
        Tally read = new Tally(in.getLong(), in.getLong(), in.getLong());
        if (read.before < -1 || read.calls < 0 || read.streams < 0) {
            throw new IllegalArgumentException("a state with a number below nothing");
        }
        return read;
    }
}
