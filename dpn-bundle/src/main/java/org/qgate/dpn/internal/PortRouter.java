package org.qgate.dpn.internal;

import java.util.List;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.dpn.internal.dial.Dialer;
import org.qgate.dpn.internal.entry.EntryDesk;

/** Passes the transport's events to whom they concern. Nothing arrives before {@link #connect} was called. */
final class PortRouter implements PortHandler {
    private volatile EntryDesk entry;
    private volatile Dialer dialer;
    private volatile Listeners listeners;
    private volatile long faults;

    void connect(EntryDesk toEntry, Dialer toDialer, Listeners names) {
        entry = toEntry;
        dialer = toDialer;
        listeners = names;
    }

    /** Returns how many connections were closed because their owner threw. Thread-safe. */
    long faults() {
        return faults;
    }

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        entry.accepted(port, listeners.name(listener), remote);
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        dialer.connected(port);
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        dialer.failed(port, reason);
    }

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        return entry.received(port, bytes, offset, length);
    }

    @Override
    public void readComplete(long port) {
        // every answer is flushed when it is written
    }

    @Override
    public void writable(long port) {
        // answers are smaller than any send buffer
    }

    @Override
    public void inputClosed(long port) {
        entry.inputClosed(port);
    }

    @Override
    public void closed(long port, CloseReason reason) {
        if (reason == CloseReason.HANDLER_FAILED) {
            faults = faults + 1; // written on the event loop only
        }
        entry.gone(port);
    }

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {
        dialer.resolved(query, addresses, ttlSeconds, failure);
    }

    @Override
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {
        dialer.reversed(query, names, ttlSeconds, failure);
    }
}
