package org.qgate.ext.testkit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** Bytes that look random and come again with the same seed: fit for tests, and for nothing else. Guarded by its owner. */
final class Draws {
    private final byte[] seed;
    private long count;

    Draws(long seed) {
        this.seed = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
    }

    synchronized byte[] bytes(int count) {
        ByteBuffer out = ByteBuffer.allocate(count);
        while (out.hasRemaining()) {
            byte[] block = hash(
                    seed, ByteBuffer.allocate(Long.BYTES).putLong(this.count++).array());
            out.put(block, 0, Math.min(block.length, out.remaining()));
        }
        return out.array();
    }

    /** What always belongs to these parts: SHA-256 over each with its length. */
    static byte[] hash(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible); // every Java machine has it
        }
    }

    static byte[] hash(byte[] first, String... texts) {
        byte[][] parts = new byte[texts.length + 1][];
        parts[0] = first;
        Arrays.setAll(parts, i -> i == 0 ? first : texts[i - 1].getBytes(StandardCharsets.UTF_8));
        return hash(parts);
    }
}
