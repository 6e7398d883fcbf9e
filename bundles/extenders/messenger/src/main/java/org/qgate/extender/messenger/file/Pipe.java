package org.qgate.extender.messenger.file;

import org.qgate.ext.net.Stream;
import org.qgate.extender.messenger.session.MalformedException;

/** Whole numbers of bytes over a stream. */
final class Pipe {
    private static final long PATIENCE_MS = 30_000;

    private final Stream stream;

    Pipe(Stream stream) {
        this.stream = stream;
    }

    byte[] read(int length) {
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            int read = stream.read(bytes, at, length - at, PATIENCE_MS);
            if (read < 0) {
                throw new MalformedException("the stream ended after " + at + " of " + length + " bytes");
            }
            at += read;
        }
        return bytes;
    }

    void write(byte[] bytes) {
        stream.write(bytes, 0, bytes.length, PATIENCE_MS);
    }
}
