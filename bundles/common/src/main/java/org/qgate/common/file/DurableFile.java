package org.qgate.common.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes one file so that a crash leaves the old or the new content: aside, fsync, rename, fsync of the folder. The
 * file has mode 0600 from the moment it exists.
 */
public final class DurableFile {
    /** Marks a file that is being written; a leftover is worthless. */
    public static final String ASIDE = ".new";

    /** Mode of every file in the state folder. */
    static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final int ZEROS = 64 << 10;

    private DurableFile() {}

    /** Writes a file whole; its folder must exist. */
    public static void write(Path file, byte[] content) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ASIDE);
        Files.deleteIfExists(aside);
        try {
            fill(aside, content);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            Files.deleteIfExists(aside);
            throw failed;
        }
        syncFolder(file.getParent());
    }

    private static void fill(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> create = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(file, create, PRIVATE_FILE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
        }
    }

    /**
     * Overwrites a file with zeros and deletes it. A file system that writes elsewhere, or a disk that does, may still
     * have what it held.
     *
     * @return false when it is not there
     */
    public static boolean erase(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
                ByteBuffer zeros = ByteBuffer.allocate(ZEROS);
                for (long at = 0, end = old.size(); at < end; ) {
                    at += old.write(zeros.clear().limit((int) Math.min(ZEROS, end - at)), at);
                }
                old.force(true);
            }
        }
        Files.delete(file);
        syncFolder(file.toAbsolutePath().getParent());
        return true;
    }

    /** Makes a rename or a deletion in a folder durable. */
    public static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes a folder of mode 0700 and those above it that are missing; tightens the mode of one that exists. */
    public static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PRIVATE_FOLDER);
            syncFolder(folder.getParent());
        } else {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
