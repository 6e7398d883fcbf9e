package org.qgate.client.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes an archive's files below a folder. */
public final class Unpacking {
    private static final int BUFFER = 1 << 16;
    private static final int OWNER_RUNS = 0100;

    private Unpacking() {}

    /**
     * Writes all files, durably; only their owner may read them, and run them when the archive says so.
     *
     * @param folder is made; must be empty
     * @return SHA-256 by name
     */
    public static SortedMap<String, String> all(Path archive, Path folder) throws IOException {
        SortedMap<String, String> digests = new TreeMap<>();
        makeFolder(folder);
        try (InputStream raw = Files.newInputStream(archive);
                TarIn in = new TarIn(raw)) {
            for (TarIn.Member member = in.next(); member != null; member = in.next()) {
                Path file = folder.resolve(member.name());
                if (member.folder()) {
                    makeFolder(file);
                } else if (digests.put(member.name(), file(in, file, member)) != null) {
                    throw new IOException("the archive holds " + member.name() + " twice");
                }
            }
        }
        return digests;
    }

    private static void makeFolder(Path folder) throws IOException {
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static String file(TarIn in, Path file, TarIn.Member member) throws IOException {
        makeFolder(file.getParent());
        MessageDigest hash = Digest.sha256();
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                hash.update(buffer, 0, read);
            }
        }
        boolean runs = (member.mode() & OWNER_RUNS) != 0;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(runs ? "rwx------" : "rw-------"));
        FolderTree.sync(file);
        return Digest.hex(hash);
    }
}
