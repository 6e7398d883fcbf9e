package org.qgate.crypto.internal.identity;

import org.qgate.api.crypto.OnionKeys;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.primitive.Blake3;
import org.qgate.crypto.internal.primitive.MlKemPair;
import org.qgate.crypto.internal.primitive.X25519Pair;

/**
 * A relay's onion keys with their private halves.
 *
 * @param createdMs wall clock at which they came into use
 */
public record OnionPair(long createdMs, X25519Pair x25519, MlKemPair mlKem) {
    private static final Blake3 HASHES = new Blake3();

    static OnionPair fresh(long nowMs, RandomSource random) {
        return new OnionPair(nowMs, X25519Pair.fresh(random), MlKemPair.fresh(random));
    }

    /** Returns the public halves. */
    public OnionKeys open() {
        return new OnionKeys(x25519.open(), mlKem.open());
    }

    /** [HOP-2]: names a pair of onion keys in CREATE, 32 bytes. */
    public static byte[] name(OnionKeys keys) {
        return HASHES.blake3("qgate 1 onion key name", keys.x25519(), keys.mlKem());
    }

    void wipe() {
        x25519.wipe();
        mlKem.wipe();
    }
}
