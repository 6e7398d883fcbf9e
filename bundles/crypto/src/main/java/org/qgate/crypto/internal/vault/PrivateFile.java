package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Small files of mode 0600 on any path, written aside, fsynced and renamed; what they held before is overwritten. The
 * state folder of the bedrock does neither: it knows one folder, and leaves old blocks to the file system.
 */
final class PrivateFile {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private PrivateFile() {}

    /** Reads a file whole; empty when it is not there. */
    static Optional<byte[]> read(Path file, int atMost) throws IOException {
        try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
            if (in.size() > atMost) {
                throw new IOException("larger than " + atMost + " bytes");
            }
            ByteBuffer content = ByteBuffer.allocate((int) in.size());
            while (content.hasRemaining()) {
                if (in.read(content) < 0) {
                    throw new IOException("became shorter while it was read");
                }
            }
            return Optional.of(content.array());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** Writes a file whole, its folder too when that is missing; then overwrites what it held before. */
    static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PRIVATE_FOLDER);
        }
        Path aside = folder.resolve("." + file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        try (FileChannel before = existing(file)) {
            fill(aside, content);
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(folder);
            if (before != null) {
                overwrite(before);
            }
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Overwrites a file with zeros, durably, and deletes it. */
    static void erase(Path file) throws IOException {
        try (FileChannel before = existing(file)) {
            if (before == null) {
                return;
            }
            overwrite(before);
        }
        Files.delete(file);
        syncFolder(file.toAbsolutePath().getParent());
    }

    private static FileChannel existing(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    private static void fill(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> create = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(file, create, PRIVATE_FILE)) {
            writeAll(out, ByteBuffer.wrap(content));
        }
    }

    /** The renamed file has other blocks: the open channel still reaches the old ones. */
    private static void overwrite(FileChannel before) throws IOException {
        before.position(0);
        writeAll(before, ByteBuffer.allocate((int) before.size()));
    }

    private static void writeAll(FileChannel out, ByteBuffer left) throws IOException {
        while (left.hasRemaining()) {
            out.write(left);
        }
        out.force(true);
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
