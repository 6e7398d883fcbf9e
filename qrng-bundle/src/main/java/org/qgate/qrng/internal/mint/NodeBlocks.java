package org.qgate.qrng.internal.mint;

import org.qgate.api.crypto.Crypto;
import org.qgate.blocks.BlockCrypto;

/** The node's own hash and check of signatures, for blocks. */
record NodeBlocks(Crypto crypto) implements BlockCrypto {
    private static final int DIGEST = 64;

    @Override
    public byte[] sha512(byte[] input) {
        byte[] digest = new byte[DIGEST];
        crypto.hashes().sha512(input, 0, input.length, digest, 0);
        return digest;
    }

    @Override
    public boolean verify(byte[] dualKey, String domain, byte[] message, byte[] signature) {
        return crypto.derived().verifyDual(dualKey, domain, message, signature);
    }
}
