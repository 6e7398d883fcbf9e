package org.qgate.sim;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A body of any length that is the same everywhere and is never held in memory: pieces of 64 KiB of noise, each beginning
 * with its own number, so that no two pieces can be exchanged unnoticed.
 */
public final class TestBody {
    private static final int PIECE = 65_536;

    private TestBody() {}

    /** Takes pieces as they are made. */
    @FunctionalInterface
    private interface Sink {
        void take(byte[] bytes, int offset, int length) throws IOException;
    }

    /** Writes the first {@code length} bytes of the body. */
    public static void write(OutputStream out, long length) throws IOException {
        each(length, out::write);
    }

    /** Returns the SHA-256 of the first {@code length} bytes, in lower-case hexadecimal. */
    public static String sha256(long length) {
        MessageDigest digest = newSha256();
        try {
            each(length, digest::update);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns a fresh SHA-256. */
    public static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static void each(long length, Sink sink) throws IOException {
        byte[] piece = new SimRandom(0x51474154L).bytes(PIECE);
        ByteBuffer number = ByteBuffer.wrap(piece);
        for (long at = 0; at < length; at += PIECE) {
            number.putLong(0, at / PIECE);
            sink.take(piece, 0, (int) Math.min(PIECE, length - at));
        }
    }
}
