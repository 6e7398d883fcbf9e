package org.qgate.extender.messenger.session;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.qgate.ext.crypto.Keys;
import org.qgate.ext.crypto.Primitives;
import org.qgate.ext.crypto.Randomness;

/**
 * What the node computes for this package.
 *
 * @param primitives cryptography with keys that are values here
 * @param keys the signing key, which never leaves the node
 * @param random random bytes
 */
public record Crypto(Primitives primitives, Keys keys, Randomness random) {
    /** For what {@link Keys} signs here: pre-keys and nothing else. */
    static final String SIGNING = "messenger/identity/1";

    /** Refuses nulls. */
    public Crypto {
        Objects.requireNonNull(primitives);
        Objects.requireNonNull(keys);
        Objects.requireNonNull(random);
    }

    /** The digest of a text that says what for, and of blocks. */
    Octets digest(String label, Octets... blocks) {
        Writer writer = new Writer().block(label.getBytes(StandardCharsets.US_ASCII));
        for (Octets block : blocks) {
            writer.block(block);
        }
        return Octets.of(primitives.sha256(writer.bytes()));
    }

    /** Derives keys from secrets, one after the other, bound to a label and a digest of all that was public. */
    byte[] derive(Octets salt, String label, Octets transcript, int length, byte[]... secrets) {
        Writer secret = new Writer();
        for (byte[] part : secrets) {
            secret.raw(part);
        }
        byte[] info = new Writer()
                .raw(label.getBytes(StandardCharsets.US_ASCII))
                .raw(transcript)
                .bytes();
        return primitives.derive(secret.bytes(), salt.bytes(), info, length);
    }
}
