package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A snapshot as read: well-formed; verified only where {@link SnapshotCheck} gave it.
 *
 * @param body the signed bytes
 * @param signatures in the order of the document
 */
record Snapshot(
        String networkId,
        long validAfterMs,
        long freshUntilMs,
        long validUntilMs,
        List<SnapshotEntry> entries,
        byte[] body,
        List<Signed> signatures,
        byte[] encoded) {
    /** One signer's certificate and dual signature. */
    record Signed(byte[] certificate, byte[] signature) {}

    /** Returns the digests of all descriptors. */
    Set<String> digests() {
        return entries.stream().map(SnapshotEntry::digest).collect(Collectors.toUnmodifiableSet());
    }
}
