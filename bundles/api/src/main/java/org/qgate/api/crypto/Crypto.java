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

    /** Returns the verifier of other nodes' certificates and signatures. */
    Signatures signatures();

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
