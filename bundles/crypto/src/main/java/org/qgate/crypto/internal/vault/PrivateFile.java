package org.qgate.crypto.internal.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.qgate.common.file.DurableFile;

/**
 * Small files of mode 0600 on any path, written durably; what they held before is overwritten. The state folder of the
 * bedrock does neither: it knows one folder, and leaves old blocks to the file system.
 */
final class PrivateFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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
            DurableFile.makeFolder(folder);
        }
        try (FileChannel before = existing(file)) {
            DurableFile.write(file.toAbsolutePath(), content);
            if (before != null) {
                overwrite(before);
            }
        }
    }

    /**
     * Writes a file that is not there yet, its folder too, whole or not at all; on a file system without links a crash may
     * leave a part.
     *
     * @return false when somebody else was faster: then nothing was written
     */
    static boolean create(Path file, byte[] content) throws IOException {
        Path whole = file.toAbsolutePath();
        if (!Files.isDirectory(whole.getParent())) {
            DurableFile.makeFolder(whole.getParent());
        }
        Path aside = Files.createTempFile(whole.getParent(), "." + whole.getFileName(), DurableFile.ASIDE);
        try {
            fill(aside, content, StandardOpenOption.WRITE);
            link(whole, aside, content);
            return true;
        } catch (FileAlreadyExistsException faster) {
            return false;
        } finally {
            Files.deleteIfExists(aside);
            DurableFile.syncFolder(whole.getParent());
        }
    }

    private static void link(Path file, Path aside, byte[] content) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException faster) {
            erase(aside);
            throw faster;
        } catch (UnsupportedOperationException | FileSystemException noLinks) { // FAT has none
            erase(aside);
            fill(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }
    }

    private static void fill(Path file, byte[] content, StandardOpenOption... how) throws IOException {
        try (FileChannel out = FileChannel.open(file, EnumSet.copyOf(List.of(how)), OWNER_ONLY)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                out.write(left);
            }
            out.force(true);
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
        DurableFile.syncFolder(file.toAbsolutePath().getParent());
    }

    private static FileChannel existing(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.WRITE);
        } catch (NoSuchFileException absent) {
            return null;
        }
    }

    /** The renamed file has other blocks: the open channel still reaches the old ones. */
    private static void overwrite(FileChannel before) throws IOException {
        before.position(0);
        ByteBuffer zeros = ByteBuffer.allocate((int) before.size());
        while (zeros.hasRemaining()) {
            before.write(zeros);
        }
        before.force(true);
    }
}
