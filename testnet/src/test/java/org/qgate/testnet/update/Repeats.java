package org.qgate.testnet.update;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks for bytes that were given twice: words of eight bytes are noted every 64 bytes and looked for at every offset of
 * everything, so that each run of 72 bytes or more that comes twice is found. Two equal words by chance: less than once in
 * ten thousand searches of 100 MB.
 */
final class Repeats {
    private static final int STEP = 64;

    private Repeats() {}

    /** Returns where a run comes a second time, if there is one. */
    static Optional<String> find(List<byte[]> all) {
        Map<Long, long[]> noted = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            ByteBuffer bytes = ByteBuffer.wrap(all.get(i));
            for (int at = 0; at + Long.BYTES <= bytes.limit(); at += STEP) {
                long[] before = noted.put(bytes.getLong(at), new long[] {i, at});
                if (before != null) {
                    return Optional.of(place(i, at) + " as " + place(before[0], before[1]));
                }
            }
        }
        for (int i = 0; i < all.size(); i++) {
            ByteBuffer bytes = ByteBuffer.wrap(all.get(i));
            for (int at = 0; at + Long.BYTES <= bytes.limit(); at++) {
                long[] found = noted.get(bytes.getLong(at));
                if (found != null && (found[0] != i || found[1] != at)) {
                    return Optional.of(place(i, at) + " as " + place(found[0], found[1]));
                }
            }
        }
        return Optional.empty();
    }

    private static String place(long answer, long at) {
        return "answer " + answer + ", byte " + at;
    }
}
