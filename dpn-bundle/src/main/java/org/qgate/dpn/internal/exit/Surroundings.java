package org.qgate.dpn.internal.exit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    Map<String, Object> freeze() {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("own", own.stream().map(IpAddress::toString).toList());
        record.put("links", links.stream().map(Endpoint::toString).toList());
        record.put("ownLinkPort", (long) ownLinkPort);
        return record;
    }

    static Surroundings thaw(Map<String, Object> record) {
        return new Surroundings(
                set(record.get("own"), IpAddress::parse),
                set(record.get("links"), Endpoint::parse),
                Math.toIntExact((Long) record.get("ownLinkPort")));
    }

    private static <T> Set<T> set(Object texts, Function<String, Optional<T>> parser) {
        List<?> list = (List<?>) texts;
        return list.stream()
                .map(text -> parser.apply((String) text).orElseThrow(IllegalArgumentException::new))
                .collect(Collectors.toSet());
    }
}
