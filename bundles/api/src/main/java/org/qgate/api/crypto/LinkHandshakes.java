package org.qgate.api.crypto;

import org.qgate.api.error.QGateException;

/**
 * Link handshakes: Noise XKhfs with X25519 and ML-KEM-768, masked ephemerals, probing resistance ([LINK-1] to
 * [LINK-9]). Thread-safe; a {@link LinkHandshake} is not.
 */
public interface LinkHandshakes {
    /** Bytes at the start of message 1 that {@link #plausible} judges: masked ephemeral and MAC. */
    int PROBE_BYTES = 48;

    /**
     * Begins as initiator.
     *
     * @param self this node's identity when it authenticates itself (relays), or null: then a fresh static key is used,
     *     as pure clients do
     * @param carrier carrier type, bound in the prologue: {@code "tcp"}
     */
    LinkHandshake initiate(LinkTarget to, Identity self, String networkId, String carrier);

    /** Begins as responder. */
    LinkHandshake respond(Identity self, LinkSuite suite, String carrier);

    /**
     * Judges the first 48 bytes of message 1 by a MAC only, in constant time, without public-key work: microseconds, safe
     * on an event loop.
     */
    boolean plausible(Identity self, LinkSuite suite, byte[] message, int offset);

    /**
     * Rebuilds a cipher from its export.
     *
     * @throws QGateException QG-CRY-0002 when malformed
     */
    LinkCipher restore(byte[] exported);
}
