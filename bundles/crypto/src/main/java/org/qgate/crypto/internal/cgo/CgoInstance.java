package org.qgate.crypto.internal.cgo;

/**
 * The primitives of one instance of Counter Galois Onion under the keys of one layer: the tweakable cipher's hash and
 * block cipher, and the PRF. Not thread-safe.
 */
public interface CgoInstance {
    /** Returns the length of KB ‖ KU ‖ KP ‖ KV in bytes. */
    int keyBytes();

    /** Takes the keys at the start of a layer's state. */
    void rekey(byte[] state);

    /** UH(KU, c, T', cmd, R) into 16 bytes at the start of {@code out}. */
    void hash(long c, byte[] tweak, int command, byte[] right, int offset, int length, byte[] out);

    /** E_KB on 16 bytes, into a distinct array. */
    void encrypt(byte[] in, byte[] out);

    /** D_KB on 16 bytes, into a distinct array. */
    void decrypt(byte[] in, byte[] out);

    /** Xors PRF(KP, KV, Y_L, t, length) onto {@code in}, into {@code out} at a place that does not overlap. */
    void stream(byte[] left, int leftOffset, int t, byte[] in, int inOffset, int length, byte[] out, int outOffset);

    /** Forgets the keys. */
    void wipe();
}
