package org.qgate.crypto.internal.primitive;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, version 0x13 (RFC 9106), by BouncyCastle, which computes the lanes one after the other.
 *
 * @param memoryKib memory in KiB, 8 per lane to 1 GiB
 * @param passes 1 to 64
 * @param lanes 1 to 16
 */
public record Argon2(int memoryKib, int passes, int lanes) {
    /** RFC 9106, section 4: the second recommended option, for machines without two GiB to spare. */
    public static final Argon2 RECOMMENDED = new Argon2(64 * 1024, 3, 4);

    private static final int LARGEST_KIB = 1024 * 1024;

    /** Checks the ranges: whoever alters a stored parameter must not be able to take all memory. */
    public Argon2 {
        if (lanes < 1 || lanes > 16 || passes < 1 || passes > 64 || memoryKib < 8 * lanes || memoryKib > LARGEST_KIB) {
            throw Refusals.malformed("Argon2id with " + memoryKib + " KiB, " + passes + " passes, " + lanes + " lanes");
        }
    }

    /** Derives a key of so many bytes. */
    public byte[] derive(byte[] password, byte[] salt, int length) {
        return derive(password, salt, new byte[0], new byte[0], length);
    }

    /** Derives with a secret value and associated data: only the published vectors ask for them. */
    byte[] derive(byte[] password, byte[] salt, byte[] secret, byte[] associated, int length) {
        Argon2Parameters parameters = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .withSecret(secret)
                .withAdditional(associated)
                .build();
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        byte[] out = new byte[length];
        generator.generateBytes(password, out);
        parameters.clear();
        return out;
    }
}
