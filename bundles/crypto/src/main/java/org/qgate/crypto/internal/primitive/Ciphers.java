package org.qgate.crypto.internal.primitive;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;

/**
 * Where symmetric ciphers come from: the provider found fastest at start for each, or the runtime's order. Immutable.
 *
 * @param aes provider of AES, or null for the runtime's choice
 * @param chacha provider of ChaCha20-Poly1305, or null for the runtime's choice
 */
public record Ciphers(Provider aes, Provider chacha) {
    /** The runtime's own order. */
    public static Ciphers standard() {
        return new Ciphers(null, null);
    }

    /** AES in ECB mode, for single blocks only. */
    public Cipher block() {
        return make("AES/ECB/NoPadding", aes);
    }

    /** AES in counter mode, the whole block a big-endian counter. */
    public Cipher counter() {
        return make("AES/CTR/NoPadding", aes);
    }

    /** AES-CBC without padding, for the mask of ephemeral keys. */
    public Cipher chained() {
        return make("AES/CBC/NoPadding", aes);
    }

    /** AES-GCM. */
    public Cipher gcm() {
        return make("AES/GCM/NoPadding", aes);
    }

    /** ChaCha20-Poly1305 (RFC 8439). */
    public Cipher chachaPoly() {
        return make("ChaCha20-Poly1305", chacha);
    }

    private static Cipher make(String transformation, Provider from) {
        try {
            return from == null ? Cipher.getInstance(transformation) : Cipher.getInstance(transformation, from);
        } catch (GeneralSecurityException missing) {
            throw Refusals.noProvider(missing);
        }
    }
}
