package org.qgate.crypto.internal.identity;

import java.util.Arrays;
import org.qgate.api.crypto.RandomSource;
import org.qgate.common.wire.WireException;
import org.qgate.common.wire.WireReader;
import org.qgate.common.wire.WireWriter;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.X25519Pair;

/**
 * The current onion keys and the ones before, accepted for seven days more ([ID-5]). Immutable.
 *
 * @param previous null when there are none
 */
record OnionRing(OnionPair current, OnionPair previous) {
    static final long PERIOD_MS = 7L * 24 * 3600 * 1000;

    /** Returns the ring as it must be now: this one when nothing is due. */
    OnionRing at(long nowMs, RandomSource random) {
        long age = nowMs - current.createdMs();
        if (age >= 2 * PERIOD_MS || age < -PERIOD_MS) { // switched off for long, or made under a wrong clock
            return new OnionRing(OnionPair.fresh(nowMs, random), null);
        }
        if (age >= PERIOD_MS) {
            return new OnionRing(OnionPair.fresh(nowMs, random), current);
        }
        boolean past = previous != null && nowMs - previous.createdMs() >= 2 * PERIOD_MS;
        return past ? new OnionRing(current, null) : this;
    }

    /** Finds accepted keys by their name, or null. */
    OnionPair find(byte[] name, long nowMs) {
        if (Arrays.equals(OnionPair.name(current.open()), name)) {
            return current;
        }
        boolean accepted = previous != null && nowMs - current.createdMs() < PERIOD_MS;
        return accepted && Arrays.equals(OnionPair.name(previous.open()), name) ? previous : null;
    }

    /** Wipes what the other ring no longer holds. */
    void wipeWhatIsNotIn(OnionRing other) {
        for (OnionPair pair : new OnionPair[] {current, previous}) {
            if (pair != null && pair != other.current && pair != other.previous) {
                pair.wipe();
            }
        }
    }

    /** Wipes all. */
    void wipe() {
        current.wipe();
        if (previous != null) {
            previous.wipe();
        }
    }

    WireWriter write() {
        WireWriter out = new WireWriter(512).u8(previous == null ? 1 : 2);
        write(out, current);
        if (previous != null) {
            write(out, previous);
        }
        return out;
    }

    private static void write(WireWriter out, OnionPair pair) {
        byte[] x25519 = pair.x25519().secret();
        byte[] mlKem = pair.mlKem().seed();
        out.i64(pair.createdMs()).bytes(x25519).bytes(mlKem);
        Bytes.wipe(x25519, mlKem);
    }

    static OnionRing read(WireReader in) {
        int count = in.u8();
        if (count < 1 || count > 2) {
            throw new WireException("one or two pairs of onion keys, not " + count);
        }
        return new OnionRing(readPair(in), count == 2 ? readPair(in) : null);
    }

    private static OnionPair readPair(WireReader in) {
        long created = in.i64();
        X25519Pair x25519 = StoredKeys.secret(in, X25519Pair.BYTES, X25519Pair::of);
        return new OnionPair(created, x25519, StoredKeys.secret(in, MlKemPair.SEED, MlKemPair::of));
    }
}
