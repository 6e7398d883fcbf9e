package org.qgate.crypto.internal.primitive;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;

/** AES key wrap with padding (AES-KWP: RFC 5649, NIST SP 800-38F section 6.3), by the Java runtime. */
public final class KeyWrap {
    private static final int BLOCK = 8;

    private KeyWrap() {}

    /** Returns how long so many bytes are when wrapped. */
    public static int wrapped(int length) {
        return (length + BLOCK - 1) / BLOCK * BLOCK + BLOCK;
    }

    /** Wraps key material under an AES key. */
    public static byte[] wrap(byte[] key, byte[] material) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, key).doFinal(material);
        } catch (GeneralSecurityException refused) {
            throw new IllegalStateException("AES-KWP refused to wrap", refused);
        }
    }

    /** Unwraps; empty when it was not wrapped under this key or was altered: 32 bits and the padding tell. */
    public static Optional<byte[]> unwrap(byte[] key, byte[] wrapped) {
        if (wrapped.length < 2 * BLOCK || wrapped.length % BLOCK != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, key).doFinal(wrapped));
        } catch (GeneralSecurityException failed) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, byte[] key) throws GeneralSecurityException {
        Cipher cipher;
        try {
            cipher = Cipher.getInstance("AES/KWP/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw Refusals.noProvider(missing);
        }
        RawKey own = new RawKey(key.clone());
        try {
            cipher.init(mode, own);
        } finally {
            own.destroy();
        }
        return cipher;
    }
}
