package org.qgate.kernel.internal.circuit.leg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.crypto.CellSize;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.kernel.internal.link.Link;

/** The links that carry circuits. */
public final class Neighbours {
    private final CellWorks works;
    private final Map<Link, Neighbour> byLink = new LinkedHashMap<>(); // in an order that a simulation can repeat
    private final Map<Long, Neighbour> thawed = new LinkedHashMap<>();
    private final Map<Leg, Plain> queues = new LinkedHashMap<>();

    /** Makes an empty set. */
    public Neighbours(CellWorks works) {
        this.works = works;
    }

    /** Returns what belongs to a link, from its first use on. */
    public Neighbour of(Link link) {
        Neighbour known = byLink.get(link);
        if (known == null) {
            known = new Neighbour(works, link);
            byLink.put(link, known);
        }
        return known;
    }

    /** Returns all of them. */
    public List<Neighbour> all() {
        return new ArrayList<>(byLink.values());
    }

    /** Links send nothing any more: a hand-over begins. */
    public void stop() {
        byLink.values().forEach(Neighbour::stop);
        works.memory().stop();
    }

    /** Returns what must be known of each link beside its circuits. */
    public List<Map<String, Object>> freeze() {
        return all().stream().map(Neighbour::freeze).toList();
    }

    /** Takes up what {@link #freeze} returned, for the links that still stand; nothing is sent until {@link #thawed}. */
    public void thaw(List<Plain> state, List<Link> standing) {
        works.memory().stop();
        Map<Long, Link> byId = new HashMap<>();
        standing.forEach(link -> byId.put(link.id(), link));
        for (Plain one : state) {
            long id = one.number("link");
            Neighbour neighbour = byId.containsKey(id) ? of(byId.get(id)) : new Neighbour(works, null);
            neighbour.thaw(one);
            thawed.put(id, neighbour);
        }
    }

    /** Makes a leg again as it was; on a link that did not survive until {@link #thawed}. */
    public Leg thaw(Plain state, CellSize size, LegOwner owner) {
        Neighbour neighbour = thawed.get(state.number("link"));
        Leg leg = neighbour.take((int) state.number("id"), size, owner);
        queues.put(leg, state);
        return leg;
    }

    /** All circuits are back: those on links that are gone end now, the others go on. */
    public void thawed() {
        thawed.values().forEach(Neighbour::tellOwed);
        queues.forEach(Leg::requeue);
        queues.clear();
        for (Neighbour neighbour : List.copyOf(thawed.values())) {
            if (neighbour.isGone()) {
                neighbour.down();
            } else {
                neighbour.writable();
            }
        }
        thawed.clear();
        works.memory().resume();
    }

    /** A link is gone. */
    public void down(Link link) {
        Neighbour gone = byLink.remove(link);
        if (gone != null) {
            gone.down();
        }
    }
}
