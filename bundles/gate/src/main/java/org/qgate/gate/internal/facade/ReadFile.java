package org.qgate.gate.internal.facade;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.shell.PickedFile;

/** A file that is read, as long as it was when it was opened. Thread-safe. */
final class ReadFile implements PickedFile, AutoCloseable {
    /** The most that is read or written at once. */
    static final int MOST = 1 << 20;

    private final Access access;
    private final String name;
    private final FileChannel channel;
    private final long size;
    private boolean closed;

    ReadFile(Access access, Path real, String name) throws IOException {
        this.access = access;
        this.name = name;
        channel = FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        size = channel.size();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public synchronized byte[] read(long offset, int most) {
        access.require();
        Bounds.within("the offset", offset, 0, Long.MAX_VALUE);
        Bounds.within("the number of bytes", most, 1, MOST);
        if (closed) {
            throw new RefusedException(Reason.CLOSED, "the command has returned");
        }
        ByteBuffer some = ByteBuffer.allocate((int) Math.max(0, Math.min(most, size - offset)));
        try {
            return read(some, offset);
        } catch (IOException failed) {
            throw new RefusedException(Reason.FAILED, "the file cannot be read");
        }
    }

    private byte[] read(ByteBuffer some, long offset) throws IOException {
        while (some.hasRemaining() && channel.read(some, offset + some.position()) >= 0) {
            // It goes on until there is all of it, or the file has become shorter.
        }
        byte[] bytes = new byte[some.position()];
        some.flip().get(bytes);
        return bytes;
    }

    @Override
    public void write(byte[] bytes) {
        throw new RefusedException(Reason.DENIED, "the file is there to be read");
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing was written to it.
        }
    }
}
