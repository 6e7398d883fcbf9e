package org.qgate.sim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Role;

/**
 * A plain program on a simulated host: dials, accepts, collects. It claims a role of its host, so it needs a host of its
 * own. Stands for applications, web servers and strangers.
 */
public final class SimPeer implements PortHandler {
    private final Lease lease;
    private final Map<Long, SimSocket> sockets = new LinkedHashMap<>();
    private final List<SimSocket> accepted = new ArrayList<>();
    private Consumer<SimSocket> onOpen = socket -> {};
    private Consumer<SimSocket> onBytes = socket -> {};
    private Consumer<SimSocket> onEnd = SimSocket::close;

    /** Starts it. */
    public SimPeer(SimHost host) {
        lease = host.ports().claim(Role.KERNEL, this);
        lease.open();
    }

    Lease lease() {
        return lease;
    }

    /** Sets what happens when a connection stands, dialled or accepted. */
    public SimPeer onOpen(Consumer<SimSocket> action) {
        onOpen = action;
        return this;
    }

    /** Sets what happens when bytes arrived; the socket has collected them already. */
    public SimPeer onBytes(Consumer<SimSocket> action) {
        onBytes = action;
        return this;
    }

    /** Sets what happens when the other end closed its sending half; closes by default. */
    public SimPeer onEnd(Consumer<SimSocket> action) {
        onEnd = action;
        return this;
    }

    /** Sends back all that arrives. */
    public SimPeer echo() {
        return onBytes(socket -> socket.send(socket.take()));
    }

    /** Begins to connect. */
    public SimSocket dial(Endpoint to) {
        return dial(to, null);
    }

    /** Begins to connect from one of the host's addresses. */
    public SimSocket dial(Endpoint to, IpAddress from) {
        long port = lease.connect(new ConnectRequest(to, from, 10_000));
        SimSocket socket = new SimSocket(this, port);
        sockets.put(port, socket);
        return socket;
    }

    /** Listens; returns where. */
    public Endpoint listen(Endpoint at) {
        return lease.listen(new ListenRequest("peer", at, 10_000)).address();
    }

    /** Returns all connections accepted so far. */
    public List<SimSocket> accepted() {
        return accepted;
    }

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        SimSocket socket = new SimSocket(this, port);
        sockets.put(port, socket);
        accepted.add(socket);
        socket.opened(local, remote);
        onOpen.accept(socket);
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        SimSocket socket = sockets.get(port);
        socket.opened(local, remote);
        onOpen.accept(socket);
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        sockets.remove(port).refused(reason);
    }

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        SimSocket socket = sockets.get(port);
        socket.took(bytes, offset, length);
        onBytes.accept(socket);
        return length;
    }

    @Override
    public void readComplete(long port) {}

    @Override
    public void writable(long port) {}

    @Override
    public void inputClosed(long port) {
        SimSocket socket = sockets.get(port);
        socket.ended();
        onEnd.accept(socket);
    }

    @Override
    public void closed(long port, CloseReason reason) {
        sockets.remove(port).gone(reason);
    }

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {}

    @Override
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {}
}
