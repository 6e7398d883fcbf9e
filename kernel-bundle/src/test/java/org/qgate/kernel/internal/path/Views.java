package org.qgate.kernel.internal.path;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.LinkSuite;
import org.qgate.api.crypto.OnionKeys;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.PortRange;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;
import org.qgate.sim.SimRandom;

/** Views made up for tests of path selection. */
final class Views {
    static final long NOW = 1_795_132_800_000L;

    private Views() {}

    static NodeId id(int number) {
        return new NodeId(number, 0, 0, number);
    }

    static Relay relay(int number, String address, String family, Set<String> flags, long weight) {
        return new Relay(
                id(number),
                1,
                List.of(Endpoint.parse(address).orElseThrow()),
                new byte[32],
                LinkSuite.AES_GCM,
                new OnionKeys(new byte[32], new byte[1184]),
                family,
                flags,
                weight,
                flags.contains("exit") ? List.of(new PortRange(80, 80), new PortRange(443, 443)) : List.of(),
                List.of());
    }

    static Relay relay(int number, String... flags) {
        return relay(number, "11." + number % 250 + ".0.1:4001", "", Set.of(flags), 1000);
    }

    static View of(Relay... relays) {
        return of(List.of(relays));
    }

    static View of(List<Relay> relays) {
        Map<NodeId, Relay> byId = new HashMap<>();
        relays.forEach(relay -> byId.put(relay.id(), relay));
        String digest = "digest-" + relays.hashCode();
        return new View(digest, NOW - 1000, NOW + 3_600_000, NOW + 10_800_000, 1, Map.copyOf(byId));
    }

    /** A view with a few to many relays, in few or many subnets and families. */
    static View random(SimRandom random) {
        int count = 1 + (int) random.upTo(random.upTo(4) == 0 ? 60 : 12);
        int subnets = 1 + (int) random.upTo(20);
        int families = 1 + (int) random.upTo(8);
        List<Relay> relays = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Set<String> flags = new TreeSet<>();
            if (random.upTo(3) > 0) {
                flags.add("guard");
            }
            if (random.upTo(3) == 0) {
                flags.add("exit");
            }
            String family = random.upTo(2) == 0 ? "" : "family" + random.upTo(families);
            relays.add(relay(i, address(random, subnets), family, flags, 1 + random.upTo(5000)));
        }
        return of(relays);
    }

    private static String address(SimRandom random, int subnets) {
        long subnet = 1 + random.upTo(subnets);
        return random.upTo(4) == 0
                ? "[" + new IpAddress(true, 0x2a00_0000_0000_0000L + (subnet << 32), random.next()) + "]:4001"
                : "11." + subnet + "." + random.upTo(256) + ".9:4001";
    }
}
