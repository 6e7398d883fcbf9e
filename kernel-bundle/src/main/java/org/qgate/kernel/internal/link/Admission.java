package org.qgate.kernel.internal.link;

import org.qgate.api.net.IpAddress;

/** The limits on connections that others make, and on links at all. */
final class Admission {
    private final Tally halfOpen = new Tally();
    private final Tally links = new Tally();
    private final Attempts attempts = new Attempts();

    /** Counts a connection that came in as half-open; false, with nothing counted, when a limit is reached. */
    boolean enter(IpAddress from, LinkLimits limits, long nowNs) {
        boolean room = halfOpen.total() < limits.halfOpen()
                && halfOpen.of(from) < limits.halfOpenPerSubnet()
                && halfOpen.total() + links.total() < limits.links()
                && halfOpen.of(from) + links.of(from) < limits.linksPerSubnet()
                && attempts.take(from, limits.attemptsPerMinute(), nowNs);
        if (room) {
            halfOpen.add(from);
        }
        return room;
    }

    /** A half-open connection is no more: closed or a link now. */
    void leave(IpAddress from) {
        halfOpen.remove(from);
    }

    /** Whether this node may begin one more link. */
    boolean roomForOwn(LinkLimits limits) {
        return halfOpen.total() + links.total() < limits.links();
    }

    void linked(IpAddress with) {
        links.add(with);
    }

    void unlinked(IpAddress with) {
        links.remove(with);
    }

    int halfOpen() {
        return halfOpen.total();
    }
}
