package org.qgate.api.qrng;

import java.util.Optional;
import org.qgate.api.NodeId;

/**
 * A subscriber that this node serves.
 *
 * @param lease its number
 * @param node who, when it proved that
 * @param bytesPerSecond most that it gets
 * @param queuedRequests that wait for bytes now
 */
public record Lease(
        String lease,
        Optional<NodeId> node,
        long startedWallMs,
        long endsWallMs,
        long deliveredBytes,
        long bytesPerSecond,
        int queuedRequests) {}
