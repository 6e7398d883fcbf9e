package org.qgate.api.crypto;

import org.qgate.api.error.QGateException;

/**
 * The hybrid handshake of one hop ([HOP-1] to [HOP-6]). CPU-heavy: not on an event loop, {@link #restore} excepted.
 * Thread-safe.
 */
public interface HopHandshakes {
    /** Begins as client. */
    HopRequest request(HopTarget target, CellSize size);

    /**
     * Answers as relay, with the current or the previous onion keys.
     *
     * @throws QGateException QG-CRY-0001 when any secret differs or the onion key is unknown, QG-CRY-0002 when malformed
     */
    HopAnswer answer(Identity self, byte[] create);

    /** Rebuilds a layer from its export. */
    LayerCipher restore(byte[] exported);
}
