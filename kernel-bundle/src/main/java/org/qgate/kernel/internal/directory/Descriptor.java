package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.Set;
import org.qgate.api.NodeId;

/**
 * A verified descriptor.
 *
 * @param linkKey from the certificate
 * @param family proved family key in hexadecimal, or empty
 * @param epoch of the certificate: a lower one is revoked
 * @param validUntilMs the end of descriptor or certificate, whichever comes first
 * @param digest hexadecimal, over all bytes, signature included
 */
public record Descriptor(
        NodeId id,
        byte[] linkKey,
        String family,
        long epoch,
        long validUntilMs,
        DescriptorFields fields,
        String digest,
        byte[] encoded) {
    /** Returns the relay that a snapshot makes of it. */
    Relay relay(Set<String> flags, long weight) {
        return new Relay(
                id,
                fields.sequence(),
                fields.addresses(),
                linkKey,
                fields.suite(),
                fields.onionKeys(),
                family,
                flags,
                weight,
                flags.contains("exit") ? fields.exitPorts() : List.of(),
                flags.contains(Relay.SERVICE) ? fields.services() : List.of());
    }
}
