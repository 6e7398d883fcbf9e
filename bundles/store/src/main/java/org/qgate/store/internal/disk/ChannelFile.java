package org.qgate.store.internal.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.qgate.api.store.DiskFile;

/**
 * A file by its channel; positions are given with each call, so threads do not disturb each other. A channel closes when
 * a thread that uses it is interrupted; the file is opened again then, the step repeated, and the thread left interrupted.
 */
final class ChannelFile implements DiskFile {
    private final Path path;
    private final Consumer<ChannelFile> closing;
    private volatile FileChannel channel;
    private volatile boolean closed;

    ChannelFile(Path path, Consumer<ChannelFile> closing) throws IOException {
        this.path = path;
        this.closing = closing;
        channel = opened(path);
    }

    private static FileChannel opened(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** A step that may be taken again. */
    private interface Step {
        void on(FileChannel channel) throws IOException;
    }

    private void take(Step step) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileChannel current = channel;
                try {
                    step.on(current);
                    return;
                } catch (ClosedChannelException byInterrupt) {
                    interrupted |= Thread.interrupted();
                    reopen(current, byInterrupt);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void reopen(FileChannel broken, ClosedChannelException reason) throws IOException {
        if (closed) {
            throw reason;
        }
        if (channel == broken) {
            channel = opened(path);
        }
    }

    @Override
    public long size() throws IOException {
        long[] size = new long[1];
        take(current -> size[0] = current.size());
        return size[0];
    }

    @Override
    public void read(long position, byte[] into, int offset, int length) throws IOException {
        take(current -> {
            ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
            while (buffer.hasRemaining()) {
                if (current.read(buffer, position + buffer.position() - offset) < 0) {
                    throw new EOFException("the file ends at " + current.size());
                }
            }
        });
    }

    @Override
    public void write(long position, byte[] from, int offset, int length) throws IOException {
        take(current -> {
            ByteBuffer buffer = ByteBuffer.wrap(from, offset, length);
            while (buffer.hasRemaining()) {
                current.write(buffer, position + buffer.position() - offset);
            }
        });
    }

    @Override
    public void sync() throws IOException {
        take(current -> current.force(false));
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        channel.close();
        closing.accept(this);
    }
}
