package org.qgate.kernel.internal.path;

import java.util.List;
import org.qgate.api.crypto.RandomSource;
import org.qgate.kernel.internal.directory.Relay;

/** Picks relays at random in proportion to the signers' weights. */
final class WeightedChoice {
    private WeightedChoice() {}

    /** Picks one and removes it from the list, which must not be empty. */
    static Relay take(List<Relay> from, RandomSource random) {
        long total = from.stream().mapToLong(Relay::weight).sum();
        long point = below(total, random);
        int index = 0;
        while (point >= from.get(index).weight()) {
            point -= from.get(index++).weight();
        }
        return from.remove(index);
    }

    /** Returns an unbiased number from 0 to {@code bound - 1}. */
    static long below(long bound, RandomSource random) {
        // Rejection sampling on 63 bits: the last, incomplete range is thrown away.
        long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        while (true) {
            byte[] raw = random.bytes(8);
            long value = 0;
            for (byte part : raw) {
                value = value << 8 | part & 255;
            }
            value &= Long.MAX_VALUE;
            if (value < limit) {
                return value % bound;
            }
        }
    }
}
