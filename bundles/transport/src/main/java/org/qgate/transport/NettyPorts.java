package org.qgate.transport;

import org.qgate.api.base.Clock;
import org.qgate.api.transport.Gate;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Ports;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.TransportStatus;
import org.qgate.transport.internal.Desk;

/** The owner of every data socket, on Netty: TCP, one event loop. Thread-safe. */
public final class NettyPorts implements Ports, AutoCloseable {
    private final Desk desk;

    /** Starts the event loop; nothing listens yet. */
    public NettyPorts(TransportSettings settings, Clock clock) {
        this.desk = new Desk(settings, clock);
    }

    /** Changes the settings; all but the backend take effect at once for what is opened from now on. */
    public void configure(TransportSettings settings) {
        desk.configure(settings);
    }

    /** Returns what stops the event loop for a moment. */
    public Gate gate() {
        return desk.gate();
    }

    @Override
    public Lease claim(Role role, PortHandler handler) {
        return desk.claim(role, handler);
    }

    @Override
    public TransportStatus status() {
        return desk.status();
    }

    /** Closes every socket at once and ends the thread. */
    @Override
    public void close() {
        desk.stop();
    }
}
