package org.qgate.kernel.internal.directory;

import java.util.List;
import java.util.stream.Stream;
import org.qgate.api.net.IpAddress;
import org.qgate.api.net.IpRange;

/**
 * Tells addresses of the open Internet from others, so that a descriptor cannot make relays knock on doors of a private
 * network. Source: the IANA special-purpose address registries (RFC 6890 and its updates).
 */
final class Reachable {
    private static final List<IpRange> NOT_V4 = ranges(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3");
    private static final IpRange V6 = ranges("2000::/3").get(0);
    private static final List<IpRange> NOT_V6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private Reachable() {}

    static boolean globally(IpAddress address) {
        if (!address.v6()) {
            return NOT_V4.stream().noneMatch(range -> range.contains(address));
        }
        return V6.contains(address) && NOT_V6.stream().noneMatch(range -> range.contains(address));
    }

    private static List<IpRange> ranges(String... texts) {
        return Stream.of(texts).map(text -> IpRange.parse(text).orElseThrow()).toList();
    }
}
