package org.qgate.kernel.internal.path;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.qgate.api.net.IpAddress;
import org.qgate.api.net.IpRange;
import org.qgate.kernel.internal.directory.Relay;

/** Which relays may be in one path ([PATH-2], [PATH-3]): never one twice, two of one family, or two of one subnet. */
final class PathRules {
    private final PathSettings settings;

    PathRules(PathSettings settings) {
        this.settings = settings;
    }

    boolean together(Relay one, Relay other) {
        return !one.id().equals(other.id()) && !sameFamily(one, other) && !sameSubnet(one, other);
    }

    boolean together(Relay one, Collection<Relay> others) {
        return others.stream().allMatch(other -> together(one, other));
    }

    private static boolean sameFamily(Relay one, Relay other) {
        return !one.family().isEmpty() && one.family().equals(other.family());
    }

    private boolean sameSubnet(Relay one, Relay other) {
        return settings.distinctSubnets()
                && one.addresses().stream().map(at -> subnet(at.address())).anyMatch(subnet ->
                        other.addresses().stream().anyMatch(at -> subnet.contains(at.address())));
    }

    private IpRange subnet(IpAddress address) {
        return new IpRange(address, address.v6() ? settings.prefixV6() : settings.prefixV4());
    }

    /** Returns how many subnets some relays are in; for messages. */
    int subnets(Collection<Relay> relays) {
        Set<IpRange> subnets = relays.stream()
                .flatMap(relay -> relay.addresses().stream())
                .map(at -> subnet(at.address()))
                .collect(Collectors.toSet());
        return subnets.size();
    }

    boolean distinctSubnets() {
        return settings.distinctSubnets();
    }
}
