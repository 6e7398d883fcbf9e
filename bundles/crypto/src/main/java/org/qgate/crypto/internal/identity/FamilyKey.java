package org.qgate.crypto.internal.identity;

import java.util.Optional;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.primitive.Bytes;
import org.qgate.crypto.internal.primitive.EdDsa;

/** The key that all nodes of a family share: the seed of an Ed25519 key, 32 raw bytes, the same in every network. */
public final class FamilyKey {
    private static final String FILE = "crypto/family.key";
    private static final int SEED = 32;

    private final StateFolder state;

    /** Reads and writes nothing yet. */
    public FamilyKey(StateFolder state) {
        this.state = state;
    }

    /** Returns the seed, to be wiped, when an operator brought one. */
    Optional<byte[]> read() {
        Optional<byte[]> seed = state.read(FILE);
        if (seed.isPresent() && seed.get().length != SEED) {
            throw new QGateException(CryptoError.KEY_FILE, FILE + " must hold exactly 32 bytes");
        }
        return seed;
    }

    /**
     * Keeps a seed, which stays as it is; the one that is kept already may come again.
     *
     * @return the public key
     * @throws QGateException QG-CRY-0002 when it has another length, QG-CRY-0008 when another one is kept and stays
     */
    public byte[] install(byte[] seed, boolean replace) {
        if (seed.length != SEED) {
            throw new QGateException(CryptoError.MALFORMED, "a family key has 32 raw bytes, not " + seed.length);
        }
        if (!replace) {
            refuseAnother(seed);
        }
        state.write(FILE, seed);
        return EdDsa.open(seed);
    }

    private void refuseAnother(byte[] seed) {
        Optional<byte[]> kept = read();
        if (kept.isPresent()) {
            boolean same = Bytes.same(seed, kept.get());
            Bytes.wipe(kept.get());
            if (!same) {
                throw new QGateException(
                        CryptoError.FAMILY, "the node has the key of another family, which was not replaced");
            }
        }
    }
}
