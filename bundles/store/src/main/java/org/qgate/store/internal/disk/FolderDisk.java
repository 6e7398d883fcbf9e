package org.qgate.store.internal.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.qgate.api.store.Disk;
import org.qgate.api.store.DiskFile;

/** A folder of the file system, of mode 0700 with files of mode 0600. */
public final class FolderDisk implements Disk {
    private static final int CHUNK = 256 << 10;
    private final Path folder;

    /** Opens a folder; makes it if it is not there. */
    public FolderDisk(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        sync(folder.toAbsolutePath().getParent());
    }

    @Override
    public DiskFile create(String name, long bytes) throws IOException {
        Path path = folder.resolve(name);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        ChannelFile file = new ChannelFile(path);
        try {
            byte[] zeros = new byte[(int) Math.min(CHUNK, bytes)];
            for (long at = 0; at < bytes; at += CHUNK) {
                file.write(at, zeros, 0, (int) Math.min(CHUNK, bytes - at));
            }
            return file;
        } catch (IOException noRoom) {
            file.close();
            throw noRoom;
        }
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new ChannelFile(folder.resolve(name));
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void syncFolder() throws IOException {
        sync(folder);
    }

    private static void sync(Path directory) throws IOException {
        boolean interrupted = false;
        try {
            while (!isSynced(directory)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns false when the thread was interrupted meanwhile. */
    private static boolean isSynced(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException again) {
            return false;
        }
    }
}
