package org.qgate.qrng.internal.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.QrngError;
import org.qgate.api.qrng.EntropySource;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;

/** A recording that is open. What was read may have been given out, so it is never read again. */
final class Recording implements EntropySource {
    private final Path path;
    private final FileChannel channel;
    private final Samples samples;

    private Recording(Path path, FileChannel channel, Packing packing) {
        this.path = path;
        this.channel = channel;
        this.samples = new Samples(packing);
    }

    /** Opens a file behind what was read before; whatever it holds beyond its end is none. */
    static Recording open(Path path, Packing packing, long readBefore) {
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
            Recording recording = new Recording(path, channel, packing);
            channel.position(readBefore / packing.perByte());
            recording.samples.skip(recording::bytes, (int) (readBefore % packing.perByte()));
            return recording;
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    private static QGateException unreadable(Path path, IOException failed) {
        return new QGateException(QrngError.UNREADABLE, path + ": " + DeviceFile.why(failed), failed);
    }

    @Override
    public SourceIdentity identity() {
        return new SourceIdentity("", Quoted.of("recording " + path.getFileName()), "", "", false);
    }

    @Override
    public Provenance atMost() {
        return Provenance.REPLAY;
    }

    @Override
    public int read(byte[] into, int offset, int length, long atMostMs) {
        return samples.read(this::bytes, into, offset, length);
    }

    private int bytes(byte[] into, int offset, int length) {
        try {
            return channel.read(ByteBuffer.wrap(into, offset, length));
        } catch (ClosedChannelException closed) {
            return -1;
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw unreadable(path, failed);
        }
    }
}
