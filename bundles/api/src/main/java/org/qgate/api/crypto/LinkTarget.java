package org.qgate.api.crypto;

import org.qgate.api.NodeId;

/**
 * Whom a link is made to.
 *
 * @param linkKey the responder's X25519 key, 32 bytes
 * @param suite the responder's suite
 */
public record LinkTarget(NodeId nodeId, byte[] linkKey, LinkSuite suite) {}
