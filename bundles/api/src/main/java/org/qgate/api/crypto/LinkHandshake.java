package org.qgate.api.crypto;

import org.qgate.api.error.QGateException;

/**
 * One link handshake: bytes in, bytes out. Every call except {@link #expects} and {@link #done} does public-key work and
 * belongs on a worker; not thread-safe. After any exception the handshake is dead and wiped.
 */
public interface LinkHandshake {
    /** Returns message 1. Initiator only, once. */
    byte[] start();

    /** Returns the exact length of the next message from the other end, 0 when none is expected. */
    int expects();

    /**
     * Consumes the other end's next message.
     *
     * @param message exactly {@link #expects} bytes
     * @return what to send back; empty when nothing
     * @throws QGateException QG-CRY-0001 for any failure of authentication; nothing must be sent then
     */
    byte[] advance(byte[] message);

    /** Whether both ends have keys now. */
    boolean done();

    /** Returns the result, once. */
    LinkSession finish();
}
