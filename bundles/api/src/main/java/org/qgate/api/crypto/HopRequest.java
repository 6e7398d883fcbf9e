package org.qgate.api.crypto;

import org.qgate.api.error.QGateException;

/** A client's half-done hop handshake. Not thread-safe. */
public interface HopRequest {
    /** Returns what the relay must receive; under 2,600 bytes. */
    byte[] create();

    /**
     * Completes the handshake; once. On a worker.
     *
     * @throws QGateException QG-CRY-0001 when the relay's answer does not verify
     */
    HopLayers finish(byte[] created);

    /** Wipes the ephemeral keys. */
    void destroy();
}
