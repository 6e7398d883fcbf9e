package org.qgate.local.internal.certificate;

import java.io.ByteArrayInputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A certificate with its key.
 *
 * @param key an EC key of P-256
 * @param certificate signed by that key itself
 */
public record WebCertificate(PrivateKey key, X509Certificate certificate) {
    /** Reads what {@link #kept} returned, and wipes it. */
    static WebCertificate of(byte[] kept) throws GeneralSecurityException {
        ByteBuffer in = ByteBuffer.wrap(kept);
        byte[] key = new byte[0];
        try {
            key = new byte[in.getShort()];
            in.get(key);
            byte[] certificate = new byte[in.remaining()];
            in.get(certificate);
            return of(key, certificate);
        } catch (BufferUnderflowException | NegativeArraySizeException damaged) {
            throw new GeneralSecurityException("a kept certificate is damaged", damaged);
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(kept, (byte) 0);
        }
    }

    /** Makes one of a PKCS 8 key and an X.509 certificate, both in DER; they must belong together. */
    static WebCertificate of(byte[] key, byte[] certificate) throws GeneralSecurityException {
        X509Certificate read = (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(certificate));
        read.verify(read.getPublicKey());
        return new WebCertificate(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)), read);
    }

    /** Returns key and certificate as bytes, for a sealed place: a secret. */
    byte[] kept() throws GeneralSecurityException {
        byte[] secret = key.getEncoded();
        byte[] open = certificate.getEncoded();
        byte[] kept = ByteBuffer.allocate(Short.BYTES + secret.length + open.length)
                .putShort((short) secret.length)
                .put(secret)
                .put(open)
                .array();
        Arrays.fill(secret, (byte) 0);
        return kept;
    }

    /** Returns when it ends. */
    public long endsWallMs() {
        return certificate.getNotAfter().getTime();
    }

    /** Returns SHA-256 of the certificate, hexadecimal. */
    public String fingerprint() throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    }

    /** Returns the certificate for programs that shall trust it. Source: RFC 7468, section 5. */
    public String pem() throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Says nothing of the key. */
    @Override
    public String toString() {
        return "certificate until " + certificate.getNotAfter();
    }
}
