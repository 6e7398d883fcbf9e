package org.qgate.kernel.internal.circuit.leg;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.kernel.internal.link.Link;

/** The links that carry circuits. */
public final class Neighbours {
    private final CellWorks works;
    private final Map<Link, Neighbour> byLink = new IdentityHashMap<>();

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

    /** A link is gone. */
    public void down(Link link) {
        Neighbour gone = byLink.remove(link);
        if (gone != null) {
            gone.down();
        }
    }
}
