package org.qgate.local.internal.certificate;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.qgate.api.crypto.RandomSource;

/**
 * Makes a self-signed certificate for 127.0.0.1, ::1 and localhost with a key of P-256, which every browser takes. Source: RFC
 * 5280; the signature's own secret is derived, RFC 6979, so that the only randomness is the node's.
 */
final class CertificateMaker {
    private static final long DAY_MS = 24L * 3_600 * 1_000;
    /** What browsers take at most. */
    private static final long LIFE_MS = 397 * DAY_MS;
    /** Clocks of programs here are the node's own; a day allows for one that was just set back. */
    private static final long EARLIER_MS = DAY_MS;

    private static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final AlgorithmIdentifier P256 =
            new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, SECObjectIdentifiers.secp256r1);

    private final RandomSource random;

    CertificateMaker(RandomSource random) {
        this.random = random;
    }

    WebCertificate make(long nowMs) throws GeneralSecurityException {
        ECDomainParameters curve = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));
        BigInteger secret = secret(curve.getN());
        ECPoint open =
                new FixedPointCombMultiplier().multiply(curve.getG(), secret).normalize();
        DERBitString point = new DERBitString(open.getEncoded(false));
        try {
            TBSCertificate body = body(new SubjectPublicKeyInfo(P256, point.getBytes()), nowMs);
            DERBitString signature = new DERBitString(
                    sign(body.getEncoded(ASN1Encoding.DER), new ECPrivateKeyParameters(secret, curve)));
            byte[] certificate = sequence(body, ECDSA, signature).getEncoded(ASN1Encoding.DER);
            byte[] key =
                    new PrivateKeyInfo(P256, new ECPrivateKey(256, secret, point, null)).getEncoded(ASN1Encoding.DER);
            try {
                return WebCertificate.of(key, certificate);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        } catch (IOException impossible) {
            throw new GeneralSecurityException("a certificate cannot be written", impossible);
        }
    }

    /** FIPS 186-5, A.2.2: what lies outside 1 to n - 1 is drawn again. */
    private BigInteger secret(BigInteger order) {
        while (true) {
            byte[] bytes = random.bytes(32);
            BigInteger drawn = new BigInteger(1, bytes);
            Arrays.fill(bytes, (byte) 0);
            if (drawn.signum() > 0 && drawn.compareTo(order) < 0) {
                return drawn;
            }
        }
    }

    private TBSCertificate body(SubjectPublicKeyInfo key, long nowMs) throws IOException {
        X500Name name = new X500Name("CN=QGate on this machine");
        V3TBSCertificateGenerator body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(new BigInteger(1, random.bytes(16)).setBit(0)));
        body.setIssuer(name);
        body.setSubject(name);
        body.setSignature(ECDSA);
        body.setStartDate(new Time(new Date(nowMs - EARLIER_MS)));
        body.setEndDate(new Time(new Date(nowMs - EARLIER_MS + LIFE_MS)));
        body.setSubjectPublicKeyInfo(key);
        ExtensionsGenerator extensions = new ExtensionsGenerator();
        extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        extensions.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        extensions.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
        extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
            new GeneralName(GeneralName.iPAddress, "::1"),
            new GeneralName(GeneralName.dNSName, "localhost")
        }));
        body.setExtensions(extensions.generate());
        return body.generateTBSCertificate();
    }

    private static byte[] sign(byte[] body, ECPrivateKeyParameters key) throws IOException {
        SHA256Digest digest = new SHA256Digest();
        byte[] hash = new byte[digest.getDigestSize()];
        digest.update(body, 0, body.length);
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] parts = signer.generateSignature(hash);
        return sequence(new ASN1Integer(parts[0]), new ASN1Integer(parts[1])).getEncoded(ASN1Encoding.DER);
    }

    private static DERSequence sequence(org.bouncycastle.asn1.ASN1Encodable... parts) {
        ASN1EncodableVector vector = new ASN1EncodableVector();
        vector.addAll(parts);
        return new DERSequence(vector);
    }
}
