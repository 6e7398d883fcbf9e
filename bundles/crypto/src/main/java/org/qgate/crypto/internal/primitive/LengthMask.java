package org.qgate.crypto.internal.primitive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * NTCP2's chain of length masks: IV_n = SipHash-2-4(k, IV_(n-1)), the mask is its lowest 16 bits. Source: I2P's NTCP2
 * specification, "SipHash obfuscated length"; SipHash: Aumasson and Bernstein, 2012. Not thread-safe.
 */
public final class LengthMask {
    /** Bytes of the exported state: key 16, IV 8. */
    public static final int BYTES = 24;

    private long k0;
    private long k1;
    private long iv;

    /** Reads key and IV, little-endian. */
    public LengthMask(byte[] state, int offset) {
        ByteBuffer in = ByteBuffer.wrap(state, offset, BYTES).order(ByteOrder.LITTLE_ENDIAN);
        k0 = in.getLong();
        k1 = in.getLong();
        iv = in.getLong();
    }

    /** Returns the next mask, 0 to 65,535. */
    public int next() {
        iv = sipHash24(k0, k1, iv);
        return (int) iv & 0xffff;
    }

    /** Returns the state. */
    public byte[] export() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(k0)
                .putLong(k1)
                .putLong(iv)
                .array();
    }

    /** Forgets the state. */
    public void wipe() {
        k0 = 0;
        k1 = 0;
        iv = 0;
    }

    /** SipHash-2-4 of eight bytes, given as a little-endian number. */
    static long sipHash24(long k0, long k1, long message) {
        long v0 = k0 ^ 0x736f6d6570736575L; // the four constants of the SipHash paper, section 2.1
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        long last = 8L << 56; // the block that holds the length of the message
        for (int block = 0; block < 3; block++) {
            long word = block == 0 ? message : block == 1 ? last : 0;
            v3 ^= word;
            v2 ^= block == 2 ? 0xff : 0;
            for (int round = 0; round < (block == 2 ? 4 : 2); round++) {
                v0 += v1;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v0 = Long.rotateLeft(v0, 32);
                v2 += v3;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 += v3;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v2 += v1;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }
}
