package org.qgate.kernel.internal.link;

import org.qgate.api.net.IpAddress;

/** The limits on connections that others make, and on links at all. */
final class Admission {
    private final Tally halfOpen = new Tally();
    private final Tally links = new Tally();
    private final Attempts attempts = new Attempts();
    private boolean shut;

    /** Admits nobody, or whoever the limits admit. */
    void shut(boolean now) {
        shut = now;
    }

    /** Whether nobody is admitted. */
    boolean shut() {
        return shut;
    }

    /**
     * Counts a connection that came in as half-open; false, with nothing counted, when a limit is reached. The limit of
     * all half-open ones is none here: see {@link #crowded}.
     */
    boolean enter(IpAddress from, LinkLimits limits, long nowNs) {
        boolean room = !shut
                && halfOpen.of(from) < limits.halfOpenPerSubnet()
                && halfOpen.total() + links.total() < limits.links()
                && halfOpen.of(from) + links.of(from) < limits.linksPerSubnet()
                && attempts.take(from, limits.attemptsPerMinute(), nowNs);
        if (room) {
            halfOpen.add(from);
        }
        return room;
    }

    /** Whether there are more half-open connections than may be: one has to go. */
    boolean crowded(LinkLimits limits) {
        return halfOpen.total() > limits.halfOpen();
    }

    /** Returns how many half-open connections the subnet has that has most. */
    int mostHalfOpen() {
        return halfOpen.most();
    }

    /** Returns how many the subnet of an address has. */
    int halfOpenOf(IpAddress address) {
        return halfOpen.of(address);
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
