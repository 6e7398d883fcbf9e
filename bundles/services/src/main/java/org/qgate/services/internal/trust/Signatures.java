package org.qgate.services.internal.trust;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.qgate.common.release.PublicReleaseKey;

/** Verifies single signatures of publishers; nothing here signs. Thread-safe. */
public final class Signatures implements PublicReleaseKey.Verifier {
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
}
