package org.qgate.crypto.internal.identity;

import org.qgate.api.NodeId;
import org.qgate.api.crypto.Certificate;
import org.qgate.api.crypto.FamilyProof;
import org.qgate.api.crypto.Signatures;
import org.qgate.api.error.CryptoError;
import org.qgate.api.error.QGateException;
import org.qgate.crypto.internal.primitive.EdDsa;

/** Verifies certificates, dual signatures and family proofs. Thread-safe: no state. */
public final class SignatureVerifier implements Signatures {
    static final String FAMILY_DOMAIN = "qgate 1 family";

    @Override
    public Certificate certificate(String networkId, byte[] encoded, long wallMs) {
        Certificate certificate = CertificateForm.parse(networkId, encoded);
        if (wallMs < certificate.notBeforeMs() || wallMs > certificate.notAfterMs()) {
            throw new QGateException(
                    CryptoError.CERTIFICATE_TIME,
                    "valid from " + certificate.notBeforeMs() + " to " + certificate.notAfterMs() + ", now " + wallMs);
        }
        return certificate;
    }

    @Override
    public boolean verify(Certificate by, String domain, byte[] message, byte[] signature) {
        return DualKey.verify(by.ed25519(), by.mlDsa(), domain, message, signature);
    }

    @Override
    public boolean verify(NodeId member, FamilyProof proof) {
        byte[] framed = DualKey.frame(FAMILY_DOMAIN, member.bytes());
        return EdDsa.verify(proof.familyKey(), framed, proof.signature());
    }
}
