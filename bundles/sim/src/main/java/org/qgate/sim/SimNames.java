package org.qgate.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.NameFailure;

/** The names that a simulated host can resolve. What is not in the table does not exist. */
public final class SimNames {
    private final Map<String, List<IpAddress>> addresses = new HashMap<>();
    private final Map<IpAddress, List<String>> names = new HashMap<>();
    private final Set<String> broken = new HashSet<>();
    private final List<String> asked = new ArrayList<>();

    /** Adds a name with its addresses, both ways. */
    public void put(String name, IpAddress... of) {
        addresses.put(name, List.of(of));
        for (IpAddress address : of) {
            names.computeIfAbsent(address, any -> new ArrayList<>()).add(name);
        }
    }

    /** From now on asking for this name fails temporarily. */
    public void breakName(String name) {
        broken.add(name);
    }

    /** Returns every question asked, as {@code name|isolation}. */
    public List<String> asked() {
        return asked;
    }

    NameFailure failure(String name, String isolation) {
        asked.add(name + "|" + isolation);
        if (!name.matches("[A-Za-z0-9_]([A-Za-z0-9_.-]{0,253})")) {
            return NameFailure.INVALID;
        }
        return broken.contains(name)
                ? NameFailure.TEMPORARY
                : addresses.containsKey(name) ? NameFailure.NONE : NameFailure.NOT_FOUND;
    }

    List<IpAddress> addresses(String name) {
        return addresses.get(name);
    }

    List<String> names(IpAddress address) {
        return names.getOrDefault(address, List.of());
    }
}
