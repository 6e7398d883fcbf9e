package org.qgate.api.crypto;

import org.qgate.api.NodeId;

/**
 * A verified medium-term certificate.
 *
 * @param nodeId computed from the master keys inside, so it is proved by the signature
 * @param epoch a higher epoch revokes lower ones
 * @param notBeforeMs wall clock, milliseconds
 * @param notAfterMs at most 30 days later
 * @param linkKey X25519, 32 bytes
 * @param ed25519 medium-term signing key, 32 bytes
 * @param mlDsa medium-term ML-DSA-65 key, 1,952 bytes
 */
public record Certificate(
        NodeId nodeId,
        long epoch,
        long notBeforeMs,
        long notAfterMs,
        byte[] linkKey,
        byte[] ed25519,
        byte[] mlDsa,
        byte[] encoded) {}
