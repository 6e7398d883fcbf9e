package org.qgate.kernel.internal.path;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.qgate.api.net.Endpoint;
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
        if (!settings.distinctSubnets()) {
            return false;
        }
        for (Endpoint mine : one.addresses()) {
            for (Endpoint theirs : other.addresses()) {
                if (sameSubnet(mine.address(), theirs.address())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Compares leading bits; asked for every relay of the view, so it makes no objects. */
    private boolean sameSubnet(IpAddress one, IpAddress other) {
        if (one.v6() != other.v6()) {
            return false;
        }
        if (!one.v6()) {
            return (one.low() ^ other.low()) >>> 32 - settings.prefixV4() == 0;
        }
        int prefix = settings.prefixV6();
        return prefix <= 64
                ? (one.high() ^ other.high()) >>> 64 - prefix == 0
                : one.high() == other.high() && (one.low() ^ other.low()) >>> 128 - prefix == 0;
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
