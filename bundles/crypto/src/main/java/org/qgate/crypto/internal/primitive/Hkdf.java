package org.qgate.crypto.internal.primitive;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 (RFC 2104), HKDF-SHA256 (RFC 5869) and SHA-256, by the Java runtime. */
public final class Hkdf {
    /** Bytes of an HMAC-SHA256 or SHA-256 value. */
    public static final int HASH = 32;

    private Hkdf() {}

    /** Returns the SHA-256 of the parts, joined. */
    public static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (GeneralSecurityException missing) {
            throw Refusals.noProvider(missing);
        }
    }

    /** Returns the HMAC-SHA256 of the parts, joined. */
    public static byte[] hmac(byte[] key, byte[]... parts) {
        Mac mac = keyed(key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** HKDF-Extract. */
    public static byte[] extract(byte[] salt, byte[]... inputKeyMaterial) {
        return hmac(salt, inputKeyMaterial);
    }

    /** HKDF-Expand; at most 255 × 32 bytes. */
    public static byte[] expand(byte[] pseudoRandomKey, byte[] info, int length) {
        if (length < 0 || length > 255 * HASH) {
            throw new IllegalArgumentException("HKDF gives at most 8160 bytes, not " + length);
        }
        Mac mac = keyed(pseudoRandomKey);
        byte[] out = new byte[length];
        byte[] block = new byte[0];
        for (int i = 1, at = 0; at < length; i++, at += HASH) {
            mac.update(block);
            mac.update(info);
            mac.update((byte) i);
            block = mac.doFinal();
            System.arraycopy(block, 0, out, at, Math.min(HASH, length - at));
        }
        Bytes.wipe(block);
        return out;
    }

    /** Returns HMAC-SHA256 under a key, which is copied, to be fed and used again and again by one thread at a time. */
    public static Mac keyed(byte[] key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            // RFC 2104 pads a short key with zeros, so an empty one equals a single zero; the JDK refuses the former.
            mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw Refusals.noProvider(missing);
        }
    }

    /** Lets a keyed HMAC forget its key. */
    public static void forget(Mac mac) {
        try {
            mac.init(new SecretKeySpec(new byte[1], mac.getAlgorithm()));
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("HMAC refused a valid key", refused);
        }
    }
}
