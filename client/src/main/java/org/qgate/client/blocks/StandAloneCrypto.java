package org.qgate.client.blocks;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.qgate.blocks.BlockCrypto;
import org.qgate.common.wire.WireWriter;

/** Hash and check of signatures with the Java platform and the classes that the distribution has for the node. */
final class StandAloneCrypto implements BlockCrypto {
    private static final int ED25519_KEY = 32;
    private static final int ED25519_SIGNATURE = 64;
    private long verified;

    /** Returns how many signatures held. */
    long verified() {
        return verified;
    }

    @Override
    public byte[] sha512(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(input);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java platform has it
        }
    }

    @Override
    public boolean verify(byte[] dualKey, String domain, byte[] message, byte[] signature) {
        byte[] framed = new WireWriter().ascii8(domain).bytes(message).toBytes();
        try {
            boolean holds = ed25519(dualKey, framed, Arrays.copyOf(signature, ED25519_SIGNATURE))
                    && mlDsa65(
                            Arrays.copyOfRange(dualKey, ED25519_KEY, dualKey.length),
                            framed,
                            Arrays.copyOfRange(signature, ED25519_SIGNATURE, signature.length));
            verified += holds ? 1 : 0;
            return holds;
        } catch (IllegalArgumentException malformed) {
            return false; // a key that is none signs nothing
        }
    }

    private static boolean ed25519(byte[] dualKey, byte[] framed, byte[] signature) {
        Ed25519Signer verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(dualKey, 0));
        verifier.update(framed, 0, framed.length);
        return verifier.verifySignature(signature);
    }

    private static boolean mlDsa65(byte[] key, byte[] framed, byte[] signature) {
        MLDSASigner verifier = new MLDSASigner();
        verifier.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, key));
        verifier.update(framed, 0, framed.length);
        return verifier.verifySignature(signature);
    }
}
