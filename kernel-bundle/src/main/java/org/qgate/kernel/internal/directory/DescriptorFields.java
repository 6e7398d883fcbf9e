package org.qgate.kernel.internal.directory;

import java.util.List;
import org.qgate.api.crypto.FamilyProof;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.PortRange;

/**
 * What a relay says of itself, as read from its descriptor: well-formed, not yet verified.
 *
 * @param certificate the medium-term certificate, encoded
 * @param flags {@link #EXIT}, {@link #SEED}, {@link #SERVICE}, {@link #LAST_ONLY}; unknown bits are kept
 * @param family null when the relay belongs to none
 * @param contact may be empty
 * @param exitPorts sorted and disjoint; empty when it is no exit
 * @param publishedMs wall clock
 * @param expiresMs wall clock
 * @param rateBytesPerSecond what it says it can carry, 0 when it says nothing
 * @param services protocols that it serves, sorted
 */
public record DescriptorFields(
        String networkId,
        byte[] certificate,
        OnionKeys onionKeys,
        List<Endpoint> addresses,
        LinkSuite suite,
        int flags,
        FamilyProof family,
        String contact,
        List<PortRange> exitPorts,
        List<ProtocolVersions> protocols,
        long publishedMs,
        long expiresMs,
        long sequence,
        long rateBytesPerSecond,
        List<String> services) {
    /** The relay is an exit. */
    static final int EXIT = 1;
    /** The relay serves as a seed. */
    static final int SEED = 2;
    /** It takes streams by protocol. */
    static final int SERVICE = 4;
    /** It carries circuits no further: it can only be a last hop. */
    static final int LAST_ONLY = 8;
    /** Longest life of a descriptor: 24 hours ([DESC-7]). */
    static final long MAX_LIFE_MS = 24 * 3_600_000L;

    /** Returns what it does for others. */
    Duties duties() {
        return new Duties((flags & LAST_ONLY) == 0, (flags & SERVICE) != 0);
    }
}
