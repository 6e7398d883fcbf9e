package org.qgate.sim;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.TransportError;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Listening;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.PortInfo;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.Slab;

/** A lease over simulated ports. Slabs are overwritten once committed, so that late writers are found out. */
final class SimLease implements Lease {
    private static final int MAX_SLAB = 1 << 20;
    private static final long NAME_DELAY_NS = 10_000_000;

    private final SimPorts ports;
    private final Role role;
    private final long generation;
    private final Map<Long, Runnable> timers = new HashMap<>();
    private byte[] slab = new byte[65_536];

    SimLease(SimPorts ports, Role role, long generation) {
        this.ports = ports;
        this.role = role;
        this.generation = generation;
    }

    Role role() {
        return role;
    }

    private boolean valid() {
        return ports.owns(this) && ports.host().alive();
    }

    private void check() {
        if (!valid()) {
            ports.late();
            throw new QGateException(TransportError.STALE_OWNER, role + " generation " + generation);
        }
    }

    /** Returns an own, open connection or null. */
    private SimConnection own(long port) {
        check();
        SimConnection connection = ports.connection(port);
        return connection != null && connection.role() == role && connection.usable() ? connection : null;
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public void open() {
        check();
        ports.open(role);
    }

    @Override
    public List<PortInfo> ports() {
        check();
        return ports.ports(role);
    }

    @Override
    public void execute(Runnable task) {
        check();
        ports.host().post(0, () -> ifValid(task));
    }

    private void ifValid(Runnable task) {
        if (valid()) {
            ports.host().guarded(task);
        } else {
            ports.late();
        }
    }

    @Override
    public long schedule(long delayMs, Runnable task) {
        check();
        long timer = ports.host().world().nextPort();
        timers.put(timer, task);
        ports.host().post(delayMs * 1_000_000, () -> due(timer)); // names no task: a void lease keeps nothing alive
        return timer;
    }

    private void due(long timer) {
        Runnable task = timers.remove(timer);
        if (task != null) {
            ifValid(task);
        }
    }

    @Override
    public void cancel(long timer) {
        check();
        timers.remove(timer);
    }

    @Override
    public Listening listen(ListenRequest request) {
        check();
        SimPorts.Listener listener = ports.listen(role, request);
        if (listener == null) {
            throw new QGateException(TransportError.BIND, request.name() + " " + request.address() + ": in use");
        }
        return new Listening(listener.id(), listener.address());
    }

    @Override
    public void unlisten(long listener) {
        check();
        ports.unlisten(role, listener);
    }

    @Override
    public long connect(ConnectRequest request) {
        check();
        return ports.connect(role, request);
    }

    @Override
    public Slab slab(int minimum) {
        check();
        if (minimum < 0 || minimum > MAX_SLAB) {
            throw new IllegalArgumentException("a slab has at most 1 MiB, not " + minimum);
        }
        if (slab.length < minimum + 16) {
            slab = new byte[minimum + 16];
        }
        return new Slab(slab, 16, slab.length - 16); // an offset, so that nobody takes it for 0
    }

    @Override
    public void commit(long port, Slab from, int length) {
        SimConnection connection = own(port);
        if (from.array() != slab || length < 0 || length > from.capacity()) {
            throw new IllegalArgumentException("not the current slab, or too long: " + length);
        }
        if (connection != null) {
            connection.commit(from.array(), from.offset(), length);
        }
        Arrays.fill(slab, from.offset(), from.offset() + length, (byte) 0xee);
    }

    @Override
    public void flush(long port) {
        SimConnection connection = own(port);
        if (connection != null) {
            connection.flush();
        }
    }

    @Override
    public boolean writable(long port) {
        SimConnection connection = own(port);
        return connection != null && connection.askWritable();
    }

    @Override
    public long queuedBytes(long port) {
        SimConnection connection = own(port);
        return connection == null ? 0 : connection.queued();
    }

    @Override
    public void pause(long port) {
        SimConnection connection = own(port);
        if (connection != null) {
            connection.pause();
        }
    }

    @Override
    public void resume(long port) {
        SimConnection connection = own(port);
        if (connection != null) {
            connection.resume();
        }
    }

    @Override
    public void putBack(long port, byte[] bytes, long more) {
        SimConnection connection = own(port);
        if (connection != null) {
            connection.putBack(bytes, more);
        }
    }

    @Override
    public void shutdownOutput(long port) {
        SimConnection connection = own(port);
        if (connection != null) {
            connection.shutdownOutput();
        }
    }

    @Override
    public void close(long port) {
        SimConnection connection = own(port);
        if (connection != null) {
            connection.close();
        }
    }

    @Override
    public void abort(long port) {
        SimConnection connection = own(port);
        if (connection != null) {
            connection.abort();
        }
    }

    @Override
    public boolean give(long port, Role to) {
        SimConnection connection = own(port);
        if (connection == null || !connection.linked() || !ports.hasOwner(to)) {
            return false;
        }
        ports.give(connection, to);
        return true;
    }

    @Override
    public void join(long one, long other) {
        SimConnection a = own(one);
        SimConnection b = own(other);
        if (a == null || b == null) {
            throw new QGateException(TransportError.NO_PORT, "join " + one + " " + other);
        }
        a.join(b);
    }

    @Override
    public Pair pair() {
        check();
        return ports.pair(role);
    }

    @Override
    public long resolve(String name, String isolation) {
        check();
        long query = ports.host().world().nextPort();
        SimNames names = ports.host().names();
        NameFailure failure = names.failure(name, isolation);
        List<IpAddress> answer = failure == NameFailure.NONE ? names.addresses(name) : List.of();
        answer(handler -> handler.resolved(query, answer, 60, failure));
        return query;
    }

    @Override
    public long reverse(IpAddress address, String isolation) {
        check();
        long query = ports.host().world().nextPort();
        List<String> answer = ports.host().names().names(address);
        NameFailure failure = answer.isEmpty() ? NameFailure.NOT_FOUND : NameFailure.NONE;
        answer(handler -> handler.reversed(query, answer, 60, failure));
        return query;
    }

    private void answer(Consumer<PortHandler> call) {
        SimWorld world = ports.host().world();
        long late = world.ways().weather().lateNs(world.chance(), SimWeather.NAME_AGAIN_NS);
        ports.host().post(NAME_DELAY_NS + late, () -> {
            if (valid()) {
                ports.tell(role, () -> call.accept(ports.owner(role).handler()));
            }
        });
    }

    @Override
    public Endpoint local(long port) {
        check();
        SimPorts.Listener listener = ports.listener(port);
        if (listener != null) {
            return listener.role() == role ? listener.address() : null;
        }
        SimConnection connection = own(port);
        return connection == null ? null : connection.local();
    }

    @Override
    public void release() {
        timers.clear();
        ports.end(this, false);
    }

    @Override
    public void park() {
        timers.clear();
        ports.end(this, true);
    }
}
