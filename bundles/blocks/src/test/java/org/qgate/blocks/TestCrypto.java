package org.qgate.blocks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.qgate.common.wire.WireWriter;

/** Hash, check of signatures, and keys of a seed that sign: the same seed, the same signatures. */
final class TestCrypto implements BlockCrypto {
    private final Ed25519PrivateKeyParameters edDsa;
    private final MLDSAPrivateKeyParameters mlDsa;

    TestCrypto(int seed) {
        byte[] one = sha512(("ed25519 " + seed).getBytes(StandardCharsets.US_ASCII));
        byte[] other = sha512(("ml-dsa " + seed).getBytes(StandardCharsets.US_ASCII));
        edDsa = new Ed25519PrivateKeyParameters(one, 0);
        mlDsa = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, Arrays.copyOf(other, 32));
    }

    byte[] dualKey() {
        return new WireWriter()
                .bytes(edDsa.generatePublicKey().getEncoded())
                .bytes(mlDsa.getPublicKey())
                .toBytes();
    }

    byte[] sign(String domain, byte[] message) {
        byte[] framed = frame(domain, message);
        Ed25519Signer one = new Ed25519Signer();
        one.init(true, edDsa);
        one.update(framed, 0, framed.length);
        MLDSASigner other = new MLDSASigner();
        other.init(true, mlDsa);
        other.update(framed, 0, framed.length);
        try {
            return new WireWriter()
                    .bytes(one.generateSignature())
                    .bytes(other.generateSignature())
                    .toBytes();
        } catch (org.bouncycastle.crypto.CryptoException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] frame(String domain, byte[] message) {
        return new WireWriter().ascii8(domain).bytes(message).toBytes();
    }

    @Override
    public byte[] sha512(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(input);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean verify(byte[] dualKey, String domain, byte[] message, byte[] signature) {
        byte[] framed = frame(domain, message);
        try {
            Ed25519Signer one = new Ed25519Signer();
            one.init(false, new Ed25519PublicKeyParameters(dualKey, 0));
            one.update(framed, 0, framed.length);
            MLDSASigner other = new MLDSASigner();
            byte[] key = Arrays.copyOfRange(dualKey, 32, dualKey.length);
            other.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, key));
            other.update(framed, 0, framed.length);
            return one.verifySignature(Arrays.copyOf(signature, 64))
                    && other.verifySignature(Arrays.copyOfRange(signature, 64, signature.length));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
