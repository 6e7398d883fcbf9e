package org.qgate.crypto.internal.primitive;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/**
 * AES on one block at a time, one direction, under keys of which some live for one block and some for millions. SunJCE
 * (JDK 17) expands a key in 0.85 µs and then needs 0.01 µs a block; a provider of fast key expansion needs 0.2 µs for
 * both, each time. So a key's first block goes to the latter, and a second block shows that the key stays. Not
 * thread-safe.
 */
public final class SingleBlock {
    /** Bytes of a block. */
    public static final int BYTES = 16;

    private static final IvParameterSpec ZERO = new IvParameterSpec(new byte[BYTES]);

    private final Ciphers ciphers;
    private final int mode;
    private SecretKey key;
    private Cipher once;
    private Cipher keyed;
    private boolean used;
    private boolean expanded;

    /**
     * Makes it without a key.
     *
     * @param mode {@link Cipher#ENCRYPT_MODE} or {@link Cipher#DECRYPT_MODE}
     */
    public SingleBlock(Ciphers ciphers, int mode) {
        this.ciphers = ciphers;
        this.mode = mode;
    }

    /** Takes another key; an expansion of the old one is overwritten or no longer referred to. */
    public void rekey(SecretKey replacement) {
        key = replacement;
        used = false;
        if (!expanded) {
            return;
        }
        expanded = false;
        if (ciphers.hasOnce()) {
            keyed = null;
        } else {
            expand();
        }
    }

    /** The block at {@code inOffset} into the first 16 bytes of a distinct array. */
    public void apply(byte[] in, int inOffset, byte[] out) {
        boolean first = ciphers.hasOnce() && !used;
        used = true;
        try {
            if (first) {
                once(in, inOffset, out);
            } else {
                expand();
                keyed.update(in, inOffset, BYTES, out, 0);
            }
        } catch (GeneralSecurityException refused) {
            throw broken(refused);
        }
    }

    private void once(byte[] in, int inOffset, byte[] out) throws GeneralSecurityException {
        if (once == null) {
            once = ciphers.once();
        }
        once.init(mode, key, ZERO);
        once.doFinal(in, inOffset, BYTES, out, 0);
    }

    private void expand() {
        if (expanded) {
            return;
        }
        if (keyed == null) {
            keyed = ciphers.block();
        }
        try {
            keyed.init(mode, key);
        } catch (GeneralSecurityException refused) {
            throw broken(refused);
        }
        expanded = true;
    }

    private static IllegalStateException broken(GeneralSecurityException refused) {
        return new IllegalStateException("AES refused a valid call", refused);
    }
}
