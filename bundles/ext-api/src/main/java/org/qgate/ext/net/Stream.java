package org.qgate.ext.net;

import org.osgi.annotation.versioning.ProviderType;
import org.qgate.ext.RefusedException;

/**
 * Bytes in both directions, in order, with back-pressure. One thread may read while another writes. A stream that nobody
 * closes is closed when its extender stops.
 */
@ProviderType
public interface Stream extends AutoCloseable {
    /** Returns who is at the other end; for a dialled stream its {@link Target#node}. */
    Caller peer();

    /**
     * Reads what is there; waits for at least one byte.
     *
     * @param atMostMs 1 to 3,600,000
     * @return how many bytes, at least 1; -1 when the other end has ended its direction and all was read
     * @throws RefusedException CLOSED when the stream was closed or reset, TIMEOUT (the stream is still good), DENIED once the
     *     permission was revoked
     */
    int read(byte[] into, int offset, int length, long atMostMs);

    /**
     * Writes all of it; waits while the other end does not take it.
     *
     * @param atMostMs 1 to 3,600,000
     * @throws RefusedException CLOSED, TIMEOUT when not all was taken in time (the stream is closed then), DENIED, LIMIT
     */
    void write(byte[] from, int offset, int length, long atMostMs);

    /** Ends this direction; the other one stays open. */
    void end();

    /** Ends both directions at once. Idempotent. */
    @Override
    void close();
}
