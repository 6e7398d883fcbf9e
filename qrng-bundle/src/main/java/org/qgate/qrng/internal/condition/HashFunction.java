package org.qgate.qrng.internal.condition;

import org.qgate.api.crypto.Hashes;

/**
 * A hash function that SP 800-90B, section 3.1.5.1.1 counts among the vetted conditioners and that Hash_DRBG may use
 * (SP 800-90A revision 1, table 2).
 */
public enum HashFunction {
    /** FIPS 180-4: 64 bytes of blocks of 128. */
    SHA_512("SHA-512", 64, 128, 17, 111),
    /** FIPS 180-4: 32 bytes of blocks of 64. */
    SHA_256("SHA-256", 32, 64, 9, 55);

    private final String title;
    private final int bytes;
    private final int block;
    private final int padding;
    private final int seed;

    HashFunction(String title, int bytes, int block, int padding, int seed) {
        this.title = title;
        this.bytes = bytes;
        this.block = block;
        this.padding = padding;
        this.seed = seed;
    }

    /** Returns its name as batches and blocks carry it. */
    public String title() {
        return title;
    }

    /** Returns the length of a digest. */
    public int bytes() {
        return bytes;
    }

    /** Returns Hash_DRBG's seedlen in bytes. */
    int seed() {
        return seed;
    }

    /** Returns the longest input that costs no more blocks than {@code length} bytes do. */
    int filled(int length) {
        return (length + padding + block - 1) / block * block - padding;
    }

    /** Hashes. */
    public void digest(Hashes by, byte[] in, int offset, int length, byte[] out, int outOffset) {
        if (this == SHA_512) {
            by.sha512(in, offset, length, out, outOffset);
        } else {
            by.sha256(in, offset, length, out, outOffset);
        }
    }
}
