package org.qgate.kernel.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.ServiceBegin;
import org.qgate.api.network.ServiceDesk;
import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Role;
import org.qgate.sim.SimHost;

/** Dials and serves protocols in the simplest form: the near end of each stream is a {@link Talk}. */
public final class SimDesk implements ServiceDesk, PortHandler {
    private final Lease lease;
    private final Supplier<ServiceStreams> streams;
    private final Supplier<SimEnv> env;
    private final Map<Long, Talk> byStream = new HashMap<>();
    private final Map<Long, Talk> byPort = new HashMap<>();
    /** Whoever asked for a stream here. */
    public final List<ServiceBegin> begun = new ArrayList<>();
    /** Streams served, in the order in which they were accepted. */
    public final List<Talk> accepted = new ArrayList<>();

    public final List<Long> gone = new ArrayList<>();
    public final Set<String> serves = new TreeSet<>();
    public StreamFailure refuseWith;
    /** Whether requests are left unanswered. */
    public boolean silent;
    /** Whether what served streams bring goes back on them. */
    public boolean echo;
    /** Whether the overlay is being handed over. */
    public boolean away;

    public SimDesk(SimHost host, Supplier<SimEnv> env, Supplier<ServiceStreams> streams) {
        this.env = env;
        this.streams = streams;
        lease = host.ports().claim(Role.SERVICE, this);
        lease.open();
    }

    private void whenThere(Runnable task) {
        if (away) {
            lease.schedule(1, () -> whenThere(task));
        } else {
            env.get().turn(task);
        }
    }

    /** Asks for a stream. */
    public Talk dial(ServiceRequest request) {
        Talk talk = new Talk(lease);
        env.get().turn(() -> talk.stream = streams.get().dial(request));
        byStream.put(talk.stream, talk);
        return talk;
    }

    public void cancel(Talk talk) {
        env.get().turn(() -> streams.get().cancel(talk.stream));
    }

    /** Makes the near end of a stream; the other end is the kernel's afterwards. */
    private long join(Talk talk) {
        Lease.Pair pair = lease.pair();
        if (!lease.give(pair.other(), Role.KERNEL)) {
            throw new AssertionError("the kernel's role has no owner");
        }
        talk.begin(pair.one());
        byPort.put(pair.one(), talk);
        lease.resume(pair.one());
        return pair.other();
    }

    @Override
    public void opened(long stream) {
        whenThere(() -> streams.get().splice(stream, join(byStream.get(stream))));
    }

    @Override
    public void failed(long stream, StreamFailure reason) {
        byStream.get(stream).failure = reason;
    }

    @Override
    public void begin(ServiceBegin begin) {
        begun.add(begin);
        if (refuseWith != null) {
            streams.get().refuse(begin.stream(), refuseWith);
        } else if (!silent) {
            accept(begin.stream());
        }
    }

    public void accept(long stream) {
        Talk talk = new Talk(lease);
        talk.stream = stream;
        talk.echo = echo;
        accepted.add(talk);
        whenThere(() -> streams.get().accept(stream, join(talk)));
    }

    @Override
    public void gone(long stream) {
        gone.add(stream);
    }

    @Override
    public Set<String> served() {
        return serves;
    }

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        return byPort.get(port).received(bytes, offset, length);
    }

    @Override
    public void readComplete(long port) {}

    @Override
    public void writable(long port) {
        byPort.get(port).writable();
    }

    @Override
    public void inputClosed(long port) {
        byPort.get(port).inputClosed();
    }

    @Override
    public void closed(long port, CloseReason reason) {
        byPort.get(port).closed = reason;
    }

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        throw new AssertionError("a desk listens nowhere");
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        throw new AssertionError("a desk connects nowhere");
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        throw new AssertionError("a desk connects nowhere");
    }

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {}

    @Override
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {}
}
