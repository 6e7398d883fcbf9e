package org.qgate.transport.internal;

import java.util.EnumMap;
import java.util.Map;
import org.qgate.api.base.Clock;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.TransportStatus;
import org.qgate.transport.TransportSettings;

/** All parts of the transport put together: what leases and the status are served from. */
public final class Desk {
    private final Loop loop;
    private final Connector connector;
    private final Names names;
    private final LoopGate gate;
    private final Slabs slabs = new Slabs();
    private final Map<Role, RoleSlot> slots = new EnumMap<>(Role.class);

    /** Starts the event loop. */
    public Desk(TransportSettings settings, Clock clock) {
        loop = new Loop(settings, clock);
        connector = new Connector(loop);
        names = new Names(loop);
        gate = new LoopGate(loop);
        for (Role role : Role.values()) {
            slots.put(role, new RoleSlot(role, loop, this));
        }
    }

    /** Changes what can be changed while running: all but the backend. */
    public void configure(TransportSettings settings) {
        loop.configure(settings);
    }

    /** Returns what stops the event loop for a moment. */
    public LoopGate gate() {
        return gate;
    }

    /** Makes a handler the owner of a role. */
    public TcpLease claim(Role role, PortHandler handler) {
        return slot(role).claim(handler);
    }

    /** Returns counters and limits. */
    public TransportStatus status() {
        Counters counters = loop.counters();
        return new TransportStatus(
                loop.backend().label(),
                loop.openPorts(),
                counters.bytesIn.get(),
                counters.bytesOut.get(),
                loop.budget().used(),
                loop.budget().limit(),
                counters.lateCalls.get(),
                counters.refusedConnections.get(),
                loop.listening());
    }

    /** Voids all leases, closes every socket and ends the thread. */
    public void stop() {
        if (!loop.stopping()) {
            loop.run(() -> slots.values().forEach(RoleSlot::vacate));
        }
        loop.stop();
    }

    RoleSlot slot(Role role) {
        return slots.get(role);
    }

    Connector connector() {
        return connector;
    }

    Names names() {
        return names;
    }

    Slabs slabs() {
        return slabs;
    }
}
