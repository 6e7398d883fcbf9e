package org.qgate.api.crypto;

/**
 * A completed link handshake.
 *
 * @param peer the other end's verified certificate, or null for an anonymous client
 * @param handshakeHash 32 bytes, the same at both ends: names the session in tests and audits
 * @param peerWallMs the other end's clock as stated inside the handshake
 */
public record LinkSession(Certificate peer, byte[] handshakeHash, long peerWallMs, LinkCipher cipher) {}
