package org.qgate.qrng.internal.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;

/** A character device's or FIFO's bytes. Closing the channel ends a read that waits: the JDK signals its thread. */
final class ChannelStream implements ByteStream {
    private static final int PIECE = 1 << 16; // what a pipe holds, pipe(7)

    private final FileChannel channel;
    private final ByteBuffer piece = ByteBuffer.allocateDirect(PIECE);

    private ChannelStream(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Opens what was looked at. A FIFO is opened for reading and writing: so Linux neither waits for a writer (fifo(7)), nor
     * does the end of one writer end the device; it stalls until the next one comes.
     *
     * @throws QGateException QG-QRN-0003 when it cannot be opened, or something else lies there by now
     */
    static ChannelStream open(DeviceFile file) {
        Set<StandardOpenOption> options = file.kind() == DeviceFile.Kind.FIFO
                ? Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE)
                : Set.of(StandardOpenOption.READ);
        try {
            FileChannel channel = FileChannel.open(file.path(), options);
            if (!DeviceFile.of(file.path()).equals(file)) {
                channel.close();
                throw new QGateException(QrngError.UNREADABLE, file.path() + " was exchanged while it was opened");
            }
            return new ChannelStream(channel);
        } catch (IOException failed) {
            throw new QGateException(QrngError.UNREADABLE, file.path() + ": " + DeviceFile.why(failed), failed);
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        piece.clear().limit(Math.min(length, PIECE));
        try {
            int read = channel.read(piece);
            if (read > 0) {
                piece.flip().get(into, offset, read);
            }
            return read == 0 ? -1 : read;
        } catch (ClosedChannelException closed) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
