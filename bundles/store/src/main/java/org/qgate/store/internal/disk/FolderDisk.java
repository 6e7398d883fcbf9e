package org.qgate.store.internal.disk;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.qgate.api.store.Disk;
import org.qgate.api.store.DiskFile;

/**
 * A folder of the file system, of mode 0700 with files of mode 0600. Once closed it touches nothing any more, whoever still
 * holds one of its files.
 */
public final class FolderDisk implements Disk, AutoCloseable {
    private static final int CHUNK = 256 << 10;
    private final Path folder;
    private final Set<ChannelFile> files = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Opens a folder; makes it if it is not there. */
    public FolderDisk(Path folder) throws IOException {
        this(folder, true);
    }

    private FolderDisk(Path folder, boolean make) throws IOException {
        this.folder = folder;
        if (make) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            sync(folder.toAbsolutePath().getParent());
        }
    }

    /**
     * Opens a folder that must be there.
     *
     * @throws NotDirectoryException when there is none
     */
    public static FolderDisk existing(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new NotDirectoryException(folder.toString());
        }
        return new FolderDisk(folder, false);
    }

    @Override
    public DiskFile create(String name, long bytes) throws IOException {
        refuseWhenClosed();
        Path path = folder.resolve(name);
        Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        ChannelFile file = kept(path);
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
        refuseWhenClosed();
        return kept(folder.resolve(name));
    }

    private ChannelFile kept(Path path) throws IOException {
        ChannelFile file = new ChannelFile(path, files::remove);
        files.add(file);
        if (closed) {
            file.close();
        }
        return file;
    }

    private void refuseWhenClosed() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
    }

    @Override
    public List<String> list() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Override
    public void delete(String name) throws IOException {
        refuseWhenClosed();
        Files.delete(folder.resolve(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        refuseWhenClosed();
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void syncFolder() throws IOException {
        sync(folder);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        for (ChannelFile each : files) {
            each.close();
        }
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
