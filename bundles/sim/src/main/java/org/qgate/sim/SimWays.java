package org.qgate.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The ways between hosts: how long they are, what goes wrong on them, and which are cut. */
final class SimWays {
    private record Way(SimHost from, SimHost to) {
        static Way between(SimHost a, SimHost b) {
            return a.index() <= b.index() ? new Way(a, b) : new Way(b, a);
        }
    }

    private final Map<Way, SimLink> links = new HashMap<>();
    private final Map<Way, SimWeather> weathers = new HashMap<>();
    private final Set<Way> cut = new HashSet<>();
    private SimLink link = SimLink.DEFAULT;
    private SimWeather weather = SimWeather.CALM;

    void link(SimLink everywhere) {
        link = everywhere;
    }

    void link(SimHost a, SimHost b, SimLink own) {
        links.put(Way.between(a, b), own);
    }

    SimLink link(SimHost a, SimHost b) {
        return links.getOrDefault(Way.between(a, b), link);
    }

    void weather(SimWeather everywhere) {
        weather = everywhere;
    }

    void weather(SimHost a, SimHost b, SimWeather own) {
        weathers.put(Way.between(a, b), own);
    }

    SimWeather weather(SimHost a, SimHost b) {
        return weathers.getOrDefault(Way.between(a, b), weather);
    }

    /** Returns the weather of ways that lead to no host, such as to resolvers. */
    SimWeather weather() {
        return weather;
    }

    void cut(SimHost from, SimHost to) {
        cut.add(new Way(from, to));
    }

    /** Returns whether anything was cut between them. */
    boolean heal(SimHost a, SimHost b) {
        boolean there = cut.remove(new Way(a, b));
        return cut.remove(new Way(b, a)) || there;
    }

    boolean isCut(SimHost from, SimHost to) {
        return cut.contains(new Way(from, to));
    }
}
