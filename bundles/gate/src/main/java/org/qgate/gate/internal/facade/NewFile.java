package org.qgate.gate.internal.facade;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.shell.PickedFile;

/**
 * A file that is made: written aside in the same folder, for the node's user alone, and put under its name once it is
 * kept, unless there is something by then. Thread-safe.
 */
final class NewFile implements PickedFile, AutoCloseable {
    private final Access access;
    private final Path target;
    private final Path aside;
    private final FileChannel channel;
    private long size;
    private boolean closed;

    NewFile(Access access, Path target) throws IOException {
        this.access = access;
        this.target = target;
        aside = Files.createTempFile(target.getParent(), ".qgate-", ".part");
        channel = open();
    }

    private FileChannel open() throws IOException {
        try {
            return FileChannel.open(aside, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException failed) {
            Files.deleteIfExists(aside);
            throw failed;
        }
    }

    @Override
    public String name() {
        return target.getFileName().toString();
    }

    @Override
    public synchronized long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int most) {
        throw new RefusedException(Reason.DENIED, "the file is there to be written");
    }

    @Override
    public synchronized void write(byte[] bytes) {
        access.require();
        byte[] some = Bounds.bytes("the bytes", bytes, 0, ReadFile.MOST).clone();
        if (closed) {
            throw new RefusedException(Reason.CLOSED, "the command has returned");
        }
        if (size + some.length > PickedFiles.LARGEST) {
            throw access.limit("a file has at most 1 GiB");
        }
        try {
            ByteBuffer left = ByteBuffer.wrap(some);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            size += some.length;
        } catch (IOException failed) {
            close(); // what was written of it in part must never be kept
            throw new RefusedException(Reason.FAILED, "the file cannot be written");
        }
    }

    /** A link is refused when there is something under its name, and a move is not. */
    synchronized void keep() throws IOException {
        if (closed) {
            throw new IOException("could not be written");
        }
        channel.force(true);
        channel.close();
        Files.createLink(target, aside);
        close();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            channel.close();
            Files.deleteIfExists(aside);
        } catch (IOException left) {
            // A file that nobody reads stays behind under a name of ours.
        }
    }
}
