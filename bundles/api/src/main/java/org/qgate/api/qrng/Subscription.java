package org.qgate.api.qrng;

import org.qgate.api.NodeId;

/**
 * This node's subscription to a server's randomness.
 *
 * @param state {@code CONNECTING}, {@code OPEN}, {@code WAITING} (the server has none ready), {@code FAILED}
 * @param reason why it failed; may be empty
 * @param position how far the server's numbering was used: nothing before it is ever taken again
 */
public record Subscription(
        NodeId server,
        String state,
        String reason,
        long receivedBytes,
        long receivedChunks,
        long position,
        long failures,
        double bytesPerSecond,
        long sinceWallMs) {}
