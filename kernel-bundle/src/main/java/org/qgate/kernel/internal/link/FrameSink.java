package org.qgate.kernel.internal.link;

import org.qgate.api.crypto.CellSize;

/** Takes the frames of an opened record; ranges are valid during the call. */
interface FrameSink {
    /** Whether further frames are wanted. */
    boolean reading();

    /** Whole cells. */
    void cells(CellSize size, byte[] in, int offset, int count);

    /** A PING to answer. */
    void ping(long token);

    /** The answer to a PING. */
    void pong(long token);

    /** A step of a rekey. */
    void rekey(int kind, byte[] body);

    /** The other end seals with new keys from the next record on. */
    void rekeyDone();

    /** A control message. */
    void control(int type, byte[] in, int offset, int length);

    /** The other end closes. */
    void closing(int code);

    /** The record breaks a rule; nothing of it follows. */
    void malformed();
}
