package org.qgate.qrng.internal.deliver.server;

/** Which sequence numbers were used: each counts once; what is 64 behind the highest is taken as used. Not thread-safe. */
final class Sequences {
    private static final int WINDOW = Long.SIZE;

    private long highest;
    private long mask;

    /** Uses a number; returns false when it was used, or is not at least 1. */
    boolean use(long number) {
        if (number < 1) {
            return false;
        }
        if (number > highest) {
            long by = number - highest;
            mask = by >= WINDOW ? 0 : mask << by;
            highest = number;
            mask |= 1;
            return true;
        }
        long behind = highest - number;
        if (behind >= WINDOW || (mask & 1L << behind) != 0) {
            return false;
        }
        mask |= 1L << behind;
        return true;
    }
}
