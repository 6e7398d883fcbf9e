package org.qgate.dpn.internal.entry;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The key that decides which streams may share a circuit: SHA-256 over parts, each after its length. A digest, so that
 * no credential reaches the overlay, a log or a listing.
 */
final class Isolation {
    private static final byte[] DOMAIN = "qgate 1 dpn isolation".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest digest;

    private Isolation(MessageDigest digest) {
        this.digest = digest;
    }

    /** Begins a key. */
    static Isolation key() {
        try {
            return new Isolation(MessageDigest.getInstance("SHA-256")).with(DOMAIN);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Adds a part. */
    Isolation with(byte[] part) {
        digest.update(ByteBuffer.allocate(4).putInt(part.length).array());
        digest.update(part);
        return this;
    }

    /** Adds a part. */
    Isolation with(String part) {
        return with(part.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a part. */
    Isolation with(long part) {
        return with(ByteBuffer.allocate(8).putLong(part).array());
    }

    /** Returns 64 hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
