package org.qgate.qrng.internal.source;

import java.io.Closeable;
import java.io.IOException;

/** Bytes of a device that may keep its reader waiting. For one thread, except {@link #close}, which ends a read. */
interface ByteStream extends Closeable {
    /**
     * Waits for bytes.
     *
     * @return how many, at least 1; -1 at the end
     * @throws NonsenseException when the device breaks its protocol
     */
    int read(byte[] into, int offset, int length) throws IOException;
}
