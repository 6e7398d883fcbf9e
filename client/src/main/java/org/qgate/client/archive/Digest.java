package org.qgate.client.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) of files of any size. */
public final class Digest {
    private static final int BUFFER = 1 << 16;

    private Digest() {}

    /** Returns an empty hash. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java runtime has SHA-256
        }
    }

    /** Returns a hash as text. */
    public static String hex(MessageDigest hash) {
        return HexFormat.of().formatHex(hash.digest());
    }

    /** Returns the hash of a file as text. */
    public static String of(Path file) throws IOException {
        MessageDigest hash = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                hash.update(buffer, 0, read);
            }
        }
        return hex(hash);
    }
}
