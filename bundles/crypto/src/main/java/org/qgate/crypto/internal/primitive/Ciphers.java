package org.qgate.crypto.internal.primitive;

import java.security.GeneralSecurityException;
import java.security.Provider;
import javax.crypto.Cipher;

/**
 * Where symmetric ciphers come from. Immutable.
 *
 * @param aes provider of AES, or null for the runtime's choice
 * @param chacha provider of ChaCha20-Poly1305, or null for the runtime's choice
 * @param swift provider that expands AES keys in hardware and has GCM and CBC, but neither ECB nor CTR; or null
 */
public record Ciphers(Provider aes, Provider chacha, Provider swift) {
    /** The runtime's own order. */
    public static Ciphers standard() {
        return new Ciphers(null, null, null);
    }

    /** The same, with or without (null) a provider of fast key expansion. */
    public Ciphers with(Provider provider) {
        return new Ciphers(aes, chacha, provider);
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
        return make("AES/GCM/NoPadding", swift == null ? aes : swift);
    }

    /** ChaCha20-Poly1305 (RFC 8439). */
    public Cipher chachaPoly() {
        return make("ChaCha20-Poly1305", chacha);
    }

    /** Whether a key for one block only is cheaper by {@link #once} than by {@link #block}. */
    boolean hasOnce() {
        return swift != null;
    }

    /** AES-CBC of one block under a zero IV, which is ECB: for keys that are used once. */
    Cipher once() {
        return make("AES/CBC/NoPadding", swift);
    }

    private static Cipher make(String transformation, Provider from) {
        try {
            return from == null ? Cipher.getInstance(transformation) : Cipher.getInstance(transformation, from);
        } catch (GeneralSecurityException missing) {
            throw Refusals.noProvider(missing);
        }
    }
}
