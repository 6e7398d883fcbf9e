package org.qgate.qsx;

import java.util.Arrays;
import java.util.List;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.qgate.common.dsse.Envelope;
import org.qgate.common.release.PublicReleaseKey;
import org.qgate.qsx.sign.PublisherKey;

/** A publisher with both secret keys, and the primitives that verify. */
public final class TestKeys implements Packing.Signer {
    /** Verifies as a node does. */
    public static final PublicReleaseKey.Verifier VERIFIER = new PublicReleaseKey.Verifier() {
        @Override
        public boolean ed25519(byte[] publicKey, byte[] signed, byte[] signature) {
            Ed25519Signer verifier = new Ed25519Signer();
            verifier.init(false, new Ed25519PublicKeyParameters(publicKey, 0));
            verifier.update(signed, 0, signed.length);
            return verifier.verifySignature(signature);
        }

        @Override
        public boolean mlDsa65(byte[] publicKey, byte[] signed, byte[] signature) {
            MLDSASigner verifier = new MLDSASigner();
            verifier.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, publicKey));
            verifier.update(signed, 0, signed.length);
            return verifier.verifySignature(signature);
        }
    };

    private final String name;
    private final Ed25519PrivateKeyParameters ed25519;
    private final MLDSAPrivateKeyParameters mlDsa65;

    /** Makes the keys from one number. */
    public TestKeys(String name, int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        this.name = name;
        ed25519 = new Ed25519PrivateKeyParameters(bytes, 0);
        mlDsa65 = new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_65, bytes);
    }

    /** Returns the public half. */
    public PublisherKey key() {
        return new PublisherKey(
                name,
                new PublicReleaseKey(
                        ed25519.generatePublicKey().getEncoded(),
                        mlDsa65.getPublicKeyParameters().getEncoded()));
    }

    @Override
    public Envelope sign(String payloadType, byte[] payload) {
        byte[] signed = Envelope.signed(payloadType, payload);
        try {
            Ed25519Signer classical = new Ed25519Signer();
            classical.init(true, ed25519);
            classical.update(signed, 0, signed.length);
            MLDSASigner quantum = new MLDSASigner();
            quantum.init(true, mlDsa65);
            quantum.update(signed, 0, signed.length);
            return new Envelope(
                    payloadType,
                    payload,
                    List.of(
                            new Envelope.Signature("ed25519", classical.generateSignature()),
                            new Envelope.Signature("ml-dsa-65", quantum.generateSignature())));
        } catch (CryptoException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
