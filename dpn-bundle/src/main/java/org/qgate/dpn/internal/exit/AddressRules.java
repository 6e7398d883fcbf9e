package org.qgate.dpn.internal.exit;

import java.util.List;
import java.util.stream.Stream;
import org.qgate.api.net.IpAddress;
import org.qgate.api.net.IpRange;

/**
 * Which addresses an exit connects to: globally reachable unicast only, by the IANA special-purpose address registries
 * (RFC 6890 and its updates). Forms that carry an IPv4 address inside IPv6 are refused, never unwrapped.
 */
final class AddressRules {
    private static final List<IpRange> NOT_PUBLIC_V4 = ranges(
            "0.0.0.0/8", // "this network", RFC 791
            "10.0.0.0/8", // private use, RFC 1918
            "100.64.0.0/10", // shared address space, RFC 6598
            "127.0.0.0/8", // loopback, RFC 1122
            "168.63.129.16/32", // a cloud operator's control address, reachable from its guests only
            "169.254.0.0/16", // link local and cloud metadata, RFC 3927
            "172.16.0.0/12", // private use, RFC 1918
            "192.0.0.0/24", // IETF protocol assignments, RFC 6890
            "192.0.2.0/24", // documentation, RFC 5737
            "192.88.99.0/24", // 6to4 relay anycast, RFC 7526
            "192.168.0.0/16", // private use, RFC 1918
            "198.18.0.0/15", // benchmarking, RFC 2544
            "198.51.100.0/24", // documentation, RFC 5737
            "203.0.113.0/24", // documentation, RFC 5737
            "224.0.0.0/3"); // multicast, RFC 5771; reserved, RFC 1112; broadcast, RFC 919

    private static final IpRange GLOBAL_V6 = range("2000::/3"); // RFC 4291 section 2.4

    /**
     * Inside 2000::/3; mapped, compatible, 64:ff9b::/96 and 64:ff9b:1::/48 lie outside and are refused with the rest.
     */
    private static final List<IpRange> NOT_PUBLIC_V6 = ranges(
            "2001::/23", // IETF protocol assignments, RFC 2928: Teredo (RFC 4380), benchmarking, ORCHID
            "2001:db8::/32", // documentation, RFC 3849
            "2002::/16", // 6to4, RFC 3056
            "3fff::/20"); // documentation, RFC 9637

    private AddressRules() {}

    /** Whether the exit may connect to this address and port; port 0 asks for the address alone. */
    static boolean allows(IpAddress address, int port, ExitSettings settings, Surroundings surroundings) {
        if (port == ExitSettings.SMTP || port != 0 && surroundings.reenters(address, port)) {
            return false;
        }
        if (within(settings.allow(), address)) {
            return true;
        }
        return isPublic(address)
                && !within(settings.deny(), address)
                && !surroundings.own().contains(address);
    }

    /** Whether the address is globally reachable unicast. */
    static boolean isPublic(IpAddress address) {
        return address.v6()
                ? GLOBAL_V6.contains(address) && !within(NOT_PUBLIC_V6, address)
                : !within(NOT_PUBLIC_V4, address);
    }

    private static boolean within(List<IpRange> ranges, IpAddress address) {
        for (IpRange range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    private static List<IpRange> ranges(String... texts) {
        return Stream.of(texts).map(AddressRules::range).toList();
    }

    private static IpRange range(String text) {
        return IpRange.parse(text).orElseThrow();
    }
}
