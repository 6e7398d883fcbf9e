package org.qgate.qrng.internal.flow;

import java.util.Optional;
import org.qgate.api.NodeId;
import org.qgate.api.qrng.Construction;
import org.qgate.api.qrng.Label;
import org.qgate.api.qrng.Provenance;

/**
 * The provenance of one window's conditioned bytes: what a manifest lists and a chunk carries.
 *
 * @param server whose device it is; empty for this node's own
 * @param serialHash SHA-256 of the serial number, 32 bytes
 * @param firmwareHash SHA-256 of the firmware's version, 32 bytes
 * @param window number of the raw window
 * @param rawBytes samples that went in
 * @param minEntropy credited to a sample, bits
 * @param conditioning {@code SHA-512} or {@code SHA-256}
 * @param stream whose manifests list it, 64 hexadecimal digits; empty while none does
 * @param digest SHA-512 of the conditioned bytes, 64 bytes
 */
public record BatchHeader(
        Optional<NodeId> server,
        String device,
        byte[] serialHash,
        byte[] firmwareHash,
        Provenance provenance,
        long window,
        WindowStatistics statistics,
        int rawBytes,
        double minEntropy,
        String conditioning,
        Construction construction,
        boolean degraded,
        String stream,
        long startedWallMs,
        long endedWallMs,
        byte[] digest) {
    /** Returns what applications are told. */
    public Label label() {
        return new Label(
                server, device, provenance, window, stream, digest, minEntropy, construction, degraded, endedWallMs);
    }
}
