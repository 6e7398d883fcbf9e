package org.qgate.dpn.internal.exit;

import java.util.Set;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;

/**
 * What an exit must not be used to reach, as last seen.
 *
 * @param own this machine's addresses and those it advertises
 * @param links where relays accept links: connecting there would re-enter the network
 * @param ownLinkPort the port of this node's own link listener, or 0
 */
public record Surroundings(Set<IpAddress> own, Set<Endpoint> links, int ownLinkPort) {
    /** Takes copies. */
    public Surroundings {
        own = Set.copyOf(own);
        links = Set.copyOf(links);
    }

    /** Whether connecting there would re-enter the network. */
    boolean reenters(IpAddress address, int port) {
        boolean here = own.contains(address) || address.isLoopback();
        return links.contains(new Endpoint(address, port)) || port == ownLinkPort && here;
    }
}
