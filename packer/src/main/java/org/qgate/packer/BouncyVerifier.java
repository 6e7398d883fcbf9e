package org.qgate.packer;

import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.MLDSASigner;
import org.qgate.common.release.PublicReleaseKey;

/** Checks single signatures, as a node will. */
final class BouncyVerifier implements PublicReleaseKey.Verifier {
    @Override
    public boolean ed25519(byte[] publicKey, byte[] signed, byte[] signature) {
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(false, new Ed25519PublicKeyParameters(publicKey, 0));
        signer.update(signed, 0, signed.length);
        return signer.verifySignature(signature);
    }

    @Override
    public boolean mlDsa65(byte[] publicKey, byte[] signed, byte[] signature) {
        MLDSASigner signer = new MLDSASigner();
        signer.init(false, new MLDSAPublicKeyParameters(MLDSAParameters.ml_dsa_65, publicKey));
        signer.update(signed, 0, signed.length);
        return signer.verifySignature(signature);
    }
}
