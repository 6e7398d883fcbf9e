package org.qgate.api.protocol;

import org.qgate.api.error.QGateException;

/**
 * Bytes in both directions, with back-pressure. One thread may read while another writes. Goes on over updates of the
 * kernel and of whoever holds it.
 */
public interface ProtocolStream extends AutoCloseable {
    /** Returns its number, which {@link #read} and others of a later version of the holder do not need. */
    long number();

    /** Returns who is at the other end. */
    Caller peer();

    /**
     * Reads what is there; waits for at least one byte.
     *
     * @return how many bytes, at least 1; -1 when the other end ended its direction and all was read
     * @throws QGateException QG-EXT-0042 when none came in time (the stream is still good), 0048 when it was reset or closed
     */
    int read(byte[] into, int offset, int length, long atMostMs);

    /**
     * Writes all of it; waits while the other end does not take it.
     *
     * @throws QGateException QG-EXT-0042 when not all was taken in time: the stream is reset then; 0048 when it is closed
     */
    void write(byte[] from, int offset, int length, long atMostMs);

    /** Ends this direction. */
    void end();

    /** Resets the stream: the other end learns that it did not end as meant. */
    void reset();

    /** Ends this direction and takes nothing more. Idempotent. */
    @Override
    void close();
}
