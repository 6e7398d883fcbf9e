package org.qgate.qrng.internal.health;

import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;

/**
 * A bounded memory of places in the samples. Places are chosen by what stands there and not by where it stands, so material
 * that comes again is known again at any offset. Each place is of one rank; the higher, the rarer and the longer kept.
 */
final class Anchors {
    private static final int RANKS = 3;
    private static final int SLOTS = 4096;
    /** A rank has a sixteenth of the places of the one below. */
    private static final int RANK_BITS = 4;

    private final long[] kept = new long[RANKS * SLOTS * 2];

    /** Returns whether a place was there before, and keeps it. */
    boolean known(long[] fingerprint) {
        int rank = Math.min(RANKS - 1, Long.numberOfTrailingZeros(fingerprint[0]) / RANK_BITS);
        int slot = (int) (fingerprint[0] >>> 40) & SLOTS - 1;
        int at = (rank * SLOTS + slot) * 2;
        if (kept[at] == fingerprint[0] && kept[at + 1] == fingerprint[1]) {
            return true;
        }
        kept[at] = fingerprint[0];
        kept[at + 1] = fingerprint[1];
        return false;
    }

    void freeze(WireWriter out) {
        for (long each : kept) {
            out.i64(each);
        }
    }

    void thaw(WireReader in) {
        for (int i = 0; i < kept.length; i++) {
            kept[i] = in.i64();
        }
    }
}
