package org.qgate.transport.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.PortInfo;
import org.qgate.api.transport.Role;

/**
 * Who owns a role now, and where deliveries go. The two differ between claim and open, and while the role is parked:
 * then there is nobody to deliver to. Changed on the loop only.
 */
final class RoleSlot {
    private final Role role;
    private final Loop loop;
    private final Desk desk;
    private final AtomicLong generations = new AtomicLong();
    private volatile TcpLease lease;
    private volatile PortHandler receiver;

    RoleSlot(Role role, Loop loop, Desk desk) {
        this.role = role;
        this.loop = loop;
        this.desk = desk;
    }

    Role role() {
        return role;
    }

    /** Returns the lease that holds the role, or null. */
    TcpLease lease() {
        return lease;
    }

    /** Returns where deliveries go, or null while nobody takes them. */
    PortHandler receiver() {
        return receiver;
    }

    TcpLease claim(PortHandler handler) {
        TcpLease next = new TcpLease(loop, desk, this, handler, generations.incrementAndGet());
        return loop.call(() -> {
            vacate();
            lease = next;
            return next;
        });
    }

    /**
     * Voids the lease and parks all ports. Pauses of the owner that goes are forgotten: the next one cannot know of
     * them and is told everything, or pauses anew before it opens. Loop only.
     */
    void vacate() {
        TcpLease before = lease;
        lease = null;
        receiver = null;
        if (before != null) {
            before.cancelTimers();
        }
        loop.listenersOf(this).forEach(listener -> listener.accepting(false));
        loop.portsOf(this).forEach(port -> {
            port.park();
            port.forgetPause();
        });
    }

    /** Lets deliveries begin. Loop only. */
    void open(PortHandler handler) {
        if (receiver != null) {
            return;
        }
        receiver = handler;
        loop.portsOf(this).forEach(Port::unpark);
        loop.listenersOf(this).forEach(listener -> listener.accepting(true));
    }

    /** Returns listeners and established connections. Loop only. */
    List<PortInfo> infos() {
        List<PortInfo> infos = new ArrayList<>();
        loop.listenersOf(this).forEach(listener -> infos.add(listener.info()));
        loop.portsOf(this).stream().filter(port -> port.telling().announced()).forEach(port -> infos.add(port.info()));
        return infos;
    }

    /** Closes all that the role has; nobody hears of it. Loop only. */
    void abandon() {
        loop.listenersOf(this).forEach(TcpListener::close);
        loop.portsOf(this).forEach(Port::abandon);
    }
}
