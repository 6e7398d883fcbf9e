package org.qgate.store.internal.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
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
        FileChannel channel = FileChannel.open(
                folder.resolve(name),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        ChannelFile file = new ChannelFile(channel);
        try {
            byte[] zeros = new byte[(int) Math.min(CHUNK, bytes)];
            for (long at = 0; at < bytes; at += CHUNK) {
                file.write(at, zeros, 0, (int) Math.min(CHUNK, bytes - at));
            }
            return file;
        } catch (IOException noRoom) {
            channel.close();
            throw noRoom;
        }
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new ChannelFile(
                FileChannel.open(folder.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
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
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A file by its channel; positions are given with each call, so threads do not disturb each other. */
    private record ChannelFile(FileChannel channel) implements DiskFile {
        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void read(long position, byte[] into, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
            while (buffer.hasRemaining()) {
                long at = position + buffer.position() - offset;
                if (channel.read(buffer, at) < 0) {
                    throw new EOFException("the file ends at " + channel.size());
                }
            }
        }

        @Override
        public void write(long position, byte[] from, int offset, int length) throws IOException {
            ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
            while (buffer.hasRemaining()) {
                channel.write(buffer, position + buffer.position() - offset);
            }
        }

        @Override
        public void sync() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
