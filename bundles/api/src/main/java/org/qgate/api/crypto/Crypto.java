package org.qgate.api.crypto;

import org.qgate.api.error.QGateException;

/**
 * The node's cryptography. One provider at a time; whoever calls keeps no part of it except {@link LinkCipher} and
 * {@link LayerCipher}, which freeze drops after export. Thread-safe; {@link LinkCipher} and {@link LayerCipher} are not.
 */
public interface Crypto {
    /** Returns the one random source. */
    RandomSource random();

    /** Returns hash functions. */
    Hashes hashes();

    /**
     * Opens this node's identity in a network, making and storing its keys at first. Blocking: never on an event loop.
     *
     * @param networkId UTF-8 text, 1 to 64 bytes
     * @throws QGateException QG-VLT-0001 when there is no vault, QG-VLT-0002 when it is locked, QG-CRY-0006 when key files
     *     are damaged or of another network
     */
    Identity identity(String networkId);

    /**
     * Keeps the key of the family that this node belongs to, as closed as the identity's own. It counts at once for
     * identities that were given out: {@link Identity#maintain} says next that a descriptor changes. Blocking.
     *
     * @param seed of the family's Ed25519 key, 32 bytes; wiped, whatever happens
     * @param replace whether another family's key may go for it
     * @return the family's public key, 32 bytes
     * @throws QGateException QG-CRY-0002 when it has another length, QG-CRY-0008 when there is another one that may not be
     *     replaced, QG-VLT-0001 when there is no vault, QG-VLT-0002 when it is locked
     */
    byte[] installFamily(byte[] seed, boolean replace);

    /** Returns the verifier of other nodes' certificates and signatures. */
    Signatures signatures();

    /** Returns keys that are derived for others than the node itself. */
    DerivedKeys derived();

    /** Returns algorithms for keys that others than the node keep. */
    Primitives primitives();

    /** Returns link handshakes. */
    LinkHandshakes links();

    /** Returns hop handshakes. */
    HopHandshakes hops();

    /** Returns what algorithms come from where, and their measured speed. May measure: never on an event loop. */
    CryptoStatus status();

    /** Returns the faster link suite on this machine, without measuring anything. */
    default LinkSuite recommendedSuite() {
        return status().recommendedSuite();
    }
}
