package org.qgate.common.ssh;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * An ECDSA key over P-256 in the two forms that SSH software reads: the private key as RFC 5915 in PEM with the public
 * key inside, the public key as the RFC 4253 blob.
 *
 * @param privatePem secret
 * @param publicBlob base64 as in {@code authorized_keys}
 */
public record ShellKey(String privatePem, String publicBlob) {
    /** RFC 5656, section 3.1. */
    private static final String TYPE = "ecdsa-sha2-nistp256";

    private static final String CURVE = "nistp256";
    private static final int FIELD_BYTES = 32;
    /** ECPrivateKey: SEQUENCE of 119 bytes, version 1, OCTET STRING of 32 bytes (RFC 5915, section 3). */
    private static final byte[] DER_HEAD = HexFormat.of().parseHex("30770201010420");
    /** [0] the curve's name, prime256v1; [1] BIT STRING with a point of 65 bytes. */
    private static final byte[] DER_CURVE = HexFormat.of().parseHex("a00a06082a8648ce3d030107a144034200");

    /** Makes a new key. */
    public static ShellKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return usable(generator::generateKeyPair);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("this Java runtime has no P-256", impossible);
        }
    }

    /**
     * Takes the first pair that Karaf's login module reads rightly. It reads a stored coordinate as a signed number, and
     * loses the first byte of one that begins with nine ones: one key in 256, whose owner it would refuse for ever.
     */
    public static ShellKey usable(Supplier<KeyPair> pairs) {
        KeyPair pair = pairs.get();
        while (misread((ECPublicKey) pair.getPublic())) {
            pair = pairs.get();
        }
        return of(pair);
    }

    private static boolean misread(ECPublicKey key) {
        return beginsWithNineOnes(key.getW().getAffineX())
                || beginsWithNineOnes(key.getW().getAffineY());
    }

    private static boolean beginsWithNineOnes(BigInteger coordinate) {
        return coordinate.shiftRight(FIELD_BYTES * Byte.SIZE - 9).intValue() == 0x1ff;
    }

    /** Encodes a pair. */
    public static ShellKey of(KeyPair pair) {
        byte[] point = point((ECPublicKey) pair.getPublic());
        byte[] scalar = fixed(((ECPrivateKey) pair.getPrivate()).getS());
        ByteBuffer der = ByteBuffer.allocate(DER_HEAD.length + scalar.length + DER_CURVE.length + point.length);
        der.put(DER_HEAD).put(scalar).put(DER_CURVE).put(point);
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.array());
        return new ShellKey(
                "-----BEGIN EC PRIVATE KEY-----\n" + body + "\n-----END EC PRIVATE KEY-----\n",
                Base64.getEncoder().encodeToString(blob(point)));
    }

    /** Uncompressed point: 4, x, y (SEC 1, section 2.3.3). */
    private static byte[] point(ECPublicKey key) {
        return ByteBuffer.allocate(1 + 2 * FIELD_BYTES)
                .put((byte) 4)
                .put(fixed(key.getW().getAffineX()))
                .put(fixed(key.getW().getAffineY()))
                .array();
    }

    private static byte[] fixed(BigInteger value) {
        byte[] bytes = value.toByteArray();
        int length = Math.min(FIELD_BYTES, bytes.length);
        byte[] out = new byte[FIELD_BYTES];
        System.arraycopy(bytes, bytes.length - length, out, FIELD_BYTES - length, length);
        return out;
    }

    private static byte[] blob(byte[] point) {
        byte[] type = TYPE.getBytes(StandardCharsets.US_ASCII);
        byte[] curve = CURVE.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(3 * Integer.BYTES + type.length + curve.length + point.length)
                .putInt(type.length)
                .put(type)
                .putInt(curve.length)
                .put(curve)
                .putInt(point.length)
                .put(point)
                .array();
    }

    /** Returns the public key as one OpenSSH line. */
    public String publicLine(String comment) {
        return TYPE + " " + publicBlob + " " + comment + "\n";
    }

    /** Takes the blob out of such a line. */
    public static String blobOf(String publicLine) {
        String[] words = publicLine.strip().split(" ");
        return words.length > 1 ? words[1] : "";
    }

    @Override
    public String toString() {
        return "ShellKey[" + publicBlob + "]"; // never the private part
    }
}
