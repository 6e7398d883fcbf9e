package org.qgate.api.qrng;

import java.util.Optional;
import org.qgate.api.NodeId;

/**
 * What is known of some bytes: they come from one window of one device.
 *
 * @param server the node that they came from; empty for a device of this node
 * @param device its name there
 * @param provenance of the device, unchanged on the way
 * @param window number of the window of raw samples at that device
 * @param stream the block stream, 64 hexadecimal digits, whose manifest will list the window's digest; empty when degraded
 * @param digest SHA-512 of all conditioned bytes of the window
 * @param minEntropy what was credited to the raw samples, bits a sample
 * @param degraded whether no healthy source stood behind them
 * @param madeWallMs when the window ended
 */
public record Label(
        Optional<NodeId> server,
        String device,
        Provenance provenance,
        long window,
        String stream,
        byte[] digest,
        double minEntropy,
        Construction construction,
        boolean degraded,
        long madeWallMs) {
    /** Returns whether they may be called quantum: from a device that may, and not degraded. */
    public boolean quantum() {
        return provenance.mayBeQuantum() && !degraded;
    }
}
