package org.qgate.kernel.internal.link;

import java.util.HashMap;
import java.util.Map;
import org.qgate.api.net.IpAddress;
import org.qgate.api.net.IpRange;

/** Counts what is open, in total and for each /24 (IPv4) or /48 (IPv6). */
final class Tally {
    private final Map<IpRange, Integer> bySubnet = new HashMap<>();
    private int total;

    /** Returns the subnet that shares a limit with an address. */
    static IpRange subnet(IpAddress address) {
        return new IpRange(address, address.v6() ? 48 : 24);
    }

    int total() {
        return total;
    }

    int of(IpAddress address) {
        return bySubnet.getOrDefault(subnet(address), 0);
    }

    /** Returns the number of the subnet that has most. */
    int most() {
        return bySubnet.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    void add(IpAddress address) {
        bySubnet.merge(subnet(address), 1, Integer::sum);
        total++;
    }

    void remove(IpAddress address) {
        bySubnet.computeIfPresent(subnet(address), (subnet, count) -> count == 1 ? null : count - 1);
        total--;
    }
}
