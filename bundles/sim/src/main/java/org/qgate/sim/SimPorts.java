package org.qgate.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.PortInfo;
import org.qgate.api.transport.Ports;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.TransportStatus;

/** The sockets of a simulated host, under the same contract as the real ones. */
public final class SimPorts implements Ports {
    private static final long BUDGET_BYTES = 256L << 20;
    private static final Endpoint NOWHERE = Endpoint.parse("0.0.0.0:0").orElseThrow();

    /** One role: its lease, and what waits for the next owner. */
    static final class Owner {
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
        private SimLease lease;
        private PortHandler handler;
        private boolean open;

        boolean open() {
            return open;
        }

        PortHandler handler() {
            return handler;
        }
    }

    /** A listener. */
    record Listener(long id, Role role, ListenRequest request, Endpoint address) {}

    private final SimHost host;
    private final Map<Role, Owner> owners = new EnumMap<>(Role.class);
    private final Map<Long, Listener> listeners = new LinkedHashMap<>();
    private final Map<Long, SimConnection> connections = new LinkedHashMap<>();
    private long generations;
    private int ephemeral = 32_768;
    private long lateCalls;
    private long refused;
    private long bytesIn;
    private long bytesOut;

    SimPorts(SimHost host) {
        this.host = host;
        for (Role role : Role.values()) {
            owners.put(role, new Owner());
        }
    }

    @Override
    public Lease claim(Role role, PortHandler handler) {
        Owner owner = owners.get(role);
        owner.open = false;
        owner.handler = handler;
        owner.lease = new SimLease(this, role, ++generations);
        return owner.lease;
    }

    @Override
    public TransportStatus status() {
        List<PortInfo> open = listeners.values().stream().map(SimPorts::info).toList();
        return new TransportStatus(
                "sim", connections.size(), bytesIn, bytesOut, buffered(), BUDGET_BYTES, lateCalls, refused, open);
    }

    private static PortInfo info(Listener listener) {
        return new PortInfo(listener.id(), true, listener.request().name(), listener.address(), null);
    }

    private long buffered() {
        return connections.values().stream().mapToLong(SimConnection::buffered).sum();
    }

    SimHost host() {
        return host;
    }

    Owner owner(Role role) {
        return owners.get(role);
    }

    boolean owns(SimLease lease) {
        return owners.get(lease.role()).lease == lease;
    }

    void late() {
        lateCalls++;
    }

    boolean overBudget() {
        return buffered() > BUDGET_BYTES;
    }

    void counted(long in, long out) {
        bytesIn += in;
        bytesOut += out;
    }

    void open(Role role) {
        Owner owner = owners.get(role);
        owner.open = true;
        ownedBy(role).forEach(SimConnection::reopen);
        while (!owner.waiting.isEmpty()) {
            host.post(0, deferred(role, owner.waiting.remove()));
        }
    }

    /** Tells the owner something, now or once it is open. */
    void tell(Role role, Runnable call) {
        deferred(role, call).run();
    }

    private Runnable deferred(Role role, Runnable call) {
        return () -> {
            Owner owner = owners.get(role);
            if (owner.open) {
                host.guarded(call);
            } else {
                owner.waiting.add(call);
            }
        };
    }

    List<SimConnection> ownedBy(Role role) {
        return connections.values().stream().filter(each -> each.role() == role).toList();
    }

    List<PortInfo> ports(Role role) {
        List<PortInfo> all = new ArrayList<>();
        listeners.values().stream().filter(each -> each.role() == role).forEach(each -> all.add(info(each)));
        ownedBy(role).forEach(each -> all.add(each.info()));
        return all;
    }

    SimConnection connection(long port) {
        return connections.get(port);
    }

    Listener listener(long id) {
        return listeners.get(id);
    }

    /** Adds a listener, or returns null when the address is taken. */
    Listener listen(Role role, ListenRequest request) {
        Endpoint wanted = request.address();
        boolean foreign = host.world().owner(wanted.address()) != host
                && !wanted.address().isLoopback();
        if (foreign || wanted.port() != 0 && listenerAt(wanted) != null) {
            return null;
        }
        Endpoint address = wanted.port() == 0 ? new Endpoint(wanted.address(), ephemeral++) : wanted;
        Listener listener = new Listener(host.world().nextPort(), role, request, address);
        listeners.put(listener.id(), listener);
        return listener;
    }

    void unlisten(Role role, long id) {
        Listener listener = listeners.get(id);
        if (listener != null && listener.role() == role) {
            listeners.remove(id);
        }
    }

    private Listener listenerAt(Endpoint address) {
        return listeners.values().stream()
                .filter(each -> each.address().equals(address))
                .findFirst()
                .orElse(null);
    }

    long connect(Role role, ConnectRequest request) {
        SimConnection connection = new SimConnection(this, role, host.world().nextPort(), 0);
        IpAddress to = request.to().address();
        SimHost owner = host.world().owner(to);
        SimHost target = owner == null && to.isLoopback() ? host : owner;
        IpAddress from = source(request, target);
        connections.put(connection.port(), connection);
        if (target == null || from == null) {
            host.post(0, () -> fail(connection, target == null ? ConnectFailure.UNREACHABLE : ConnectFailure.OTHER));
            return connection.port();
        }
        connection.ends(new Endpoint(from, ephemeral++), request.to());
        host.post(request.timeoutMs() * 1_000_000L, () -> timeout(connection));
        request(connection, target, SimWeather.REQUEST_AGAIN_NS);
        return connection.port();
    }

    /** Sends a request for a connection, and again while a cut swallows it, until the caller has given up. */
    private void request(SimConnection from, SimHost target, long againNs) {
        SimWorld world = host.world();
        long delayNs = world.ways().link(host, target).delayNs();
        long lateNs = world.ways().weather(host, target).lateNs(world.chance(), SimWeather.REQUEST_AGAIN_NS);
        world.schedule(delayNs + lateNs, () -> {
            boolean cut = world.ways().isCut(host, target) || world.ways().isCut(target, host);
            if (!cut) {
                target.ports().knock(from, delayNs);
            } else if (connections.containsKey(from.port())) {
                host.post(againNs, () -> request(from, target, 2 * againNs));
            }
        });
    }

    Lease.Pair pair(Role role) {
        SimConnection one = new SimConnection(this, role, host.world().nextPort(), 0);
        SimConnection other = new SimConnection(this, role, host.world().nextPort(), 0);
        one.pair(other);
        other.pair(one);
        for (SimConnection end : List.of(one, other)) {
            end.ends(NOWHERE, NOWHERE);
            connections.put(end.port(), end);
        }
        return new Lease.Pair(one.port(), other.port());
    }

    private IpAddress source(ConnectRequest request, SimHost target) {
        if (request.from() != null) {
            boolean own =
                    host.addresses().contains(request.from()) || request.from().isLoopback();
            return own ? request.from() : null;
        }
        boolean v6 = request.to().address().v6();
        IpAddress own = host.addresses().stream()
                .filter(each -> each.v6() == v6)
                .findFirst()
                .orElse(null);
        return own == null && target == host ? request.to().address() : own;
    }

    private void timeout(SimConnection connection) {
        if (!connection.linked() && connections.containsKey(connection.port())) {
            fail(connection, ConnectFailure.TIMEOUT);
        }
    }

    void fail(SimConnection connection, ConnectFailure reason) {
        if (connections.remove(connection.port()) != null) {
            Role role = connection.role();
            tell(role, () -> owners.get(role).handler.failed(connection.port(), reason));
        }
    }

    /** A connection request arrived here. */
    private void knock(SimConnection from, long backNs) {
        Listener listener = host.alive() ? listenerAt(from.remote()) : null;
        if (listener == null) {
            from.host().post(backNs, () -> from.ports().fail(from, ConnectFailure.REFUSED));
            return;
        }
        long same = connections.values().stream()
                .filter(each -> each.listener() == listener.id())
                .count();
        SimConnection accepted =
                new SimConnection(this, listener.role(), host.world().nextPort(), listener.id());
        accepted.ends(from.remote(), from.local());
        accepted.link(from);
        if (same >= listener.request().maxConnections()) {
            refused++;
            accepted.refuse();
        } else {
            connections.put(accepted.port(), accepted);
            accepted.pumpSoon();
        }
        host.world().schedule(backNs, () -> from.established(accepted));
    }

    void forget(SimConnection connection) {
        connections.remove(connection.port());
    }

    /** Lets connections with a host go on after a cut was healed. */
    void retry(SimHost other) {
        List.copyOf(connections.values()).stream()
                .filter(each -> each.peerHost() == other)
                .forEach(SimConnection::arrivals);
    }

    /** Resets connections with a host. */
    void sever(SimHost other) {
        List.copyOf(connections.values()).stream()
                .filter(each -> each.peerHost() == other)
                .forEach(SimConnection::reset);
    }

    void give(SimConnection connection, Role to) {
        connection.give(to);
    }

    /** Ends a lease; with {@code parked} its ports stay. */
    void end(SimLease lease, boolean parked) {
        Owner owner = owners.get(lease.role());
        if (owner.lease != lease) {
            return;
        }
        owner.open = false;
        owner.lease = null;
        if (!parked) {
            owner.handler = null;
            owner.waiting.clear();
            listeners.values().removeIf(each -> each.role() == lease.role());
            List<SimConnection> gone = ownedBy(lease.role());
            gone.forEach(each -> connections.remove(each.port()));
            gone.forEach(SimConnection::vanish);
        }
    }

    /** The event loop goes on: what arrived while it stood is offered. */
    void redeliver() {
        connections.values().forEach(SimConnection::pumpSoon);
    }

    boolean hasOwner(Role role) {
        return owners.get(role).lease != null;
    }

    /** The process died: neighbours see resets. */
    void die() {
        List.copyOf(connections.values()).forEach(SimConnection::vanish);
        connections.clear();
        listeners.clear();
    }
}
