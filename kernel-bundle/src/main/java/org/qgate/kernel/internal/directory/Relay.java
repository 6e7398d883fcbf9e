package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.HopTarget;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.api.net.Endpoint;
import org.qgate.api.network.PortRange;
import org.qgate.kernel.internal.link.Contact;

/**
 * A relay of the snapshot with its verified descriptor.
 *
 * @param family proved family key in hexadecimal, or empty
 * @param flags {@code exit}, {@code seed}, {@code guard}, {@link #SERVICE}, {@link #LAST_ONLY}
 * @param weight relative, positive, from the signers
 * @param exitPorts what it serves as exit; empty when it is none
 * @param services protocols that it announces
 */
public record Relay(
        NodeId id,
        long sequence,
        List<Endpoint> addresses,
        byte[] linkKey,
        LinkSuite suite,
        OnionKeys onionKeys,
        String family,
        Set<String> flags,
        long weight,
        List<PortRange> exitPorts,
        List<String> services) {
    /** The flag of nodes that take streams by protocol. */
    public static final String SERVICE = "service";

    /** The flag of nodes that carry circuits no further. */
    public static final String LAST_ONLY = "last-only";

    /** Returns how to link to it. */
    public Contact contact() {
        return new Contact(id, linkKey, suite, addresses);
    }

    /** Returns how to make a hop with it. */
    public HopTarget target() {
        return new HopTarget(id, onionKeys);
    }

    /** Whether it may be another hop than the last. */
    public boolean relays() {
        return !flags.contains(LAST_ONLY);
    }

    /** Whether it takes streams by protocol. */
    public boolean serves() {
        return flags.contains(SERVICE);
    }

    /** Whether it is an exit for a port; port 0 asks for any exit. */
    public boolean exitsTo(int port) {
        boolean serves = port == 0 ? !exitPorts.isEmpty() : exitPorts.stream().anyMatch(one -> one.contains(port));
        return serves && flags.contains("exit");
    }
}
