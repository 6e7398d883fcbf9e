package org.qgate.sim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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

/** Dials and serves protocols in the simplest form: the near end of each stream is a {@link SimTalk}. */
public final class SimDesk implements ServiceDesk, PortHandler {
    private final Lease lease;
    private final Supplier<Optional<ServiceStreams>> streams;
    private final Map<Long, SimTalk> byStream = new HashMap<>();
    private final Map<Long, SimTalk> byPort = new HashMap<>();
    private final List<ServiceBegin> begun = new ArrayList<>();
    private final List<SimTalk> accepted = new ArrayList<>();
    private final List<Long> gone = new ArrayList<>();
    private final Set<String> serves = new TreeSet<>();
    private StreamFailure refusal;
    private boolean silent;
    private boolean echo;

    /**
     * Claims the role of services.
     *
     * @param streams gives the overlay of this moment; nothing while it is being replaced: then calls wait
     */
    public SimDesk(SimHost host, Supplier<Optional<ServiceStreams>> streams) {
        this.streams = streams;
        lease = host.ports().claim(Role.SERVICE, this);
        lease.open();
    }

    private void whenThere(Consumer<ServiceStreams> call) {
        Optional<ServiceStreams> there = streams.get();
        if (there.isPresent()) {
            call.accept(there.get());
        } else {
            lease.schedule(1, () -> whenThere(call));
        }
    }

    /** Leaves requests unanswered, or answers them again. */
    public SimDesk silent(boolean now) {
        silent = now;
        return this;
    }

    /** Sends back what streams bring that are accepted from now on. */
    public SimDesk echo() {
        echo = true;
        return this;
    }

    /** Refuses requests. */
    public SimDesk refuse(StreamFailure reason) {
        refusal = reason;
        return this;
    }

    /** Returns who asked for streams here. */
    public List<ServiceBegin> begun() {
        return begun;
    }

    /** Returns the streams that were accepted, in that order. */
    public List<SimTalk> accepted() {
        return accepted;
    }

    /** Returns the streams that were to be forgotten. */
    public List<Long> forgotten() {
        return gone;
    }

    /** Returns the protocols that it says it serves, to be changed. */
    public Set<String> protocols() {
        return serves;
    }

    /** Asks for a stream. */
    public SimTalk dial(ServiceRequest request) {
        long stream = streams.get().orElseThrow().dial(request);
        SimTalk talk = new SimTalk(lease, stream, false);
        byStream.put(stream, talk);
        return talk;
    }

    /** Gives a stream up that was asked for. */
    public void cancel(SimTalk talk) {
        whenThere(overlay -> overlay.cancel(talk.stream()));
    }

    /** Makes the near end of a stream; the other end is the kernel's afterwards. */
    private long join(SimTalk talk) {
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
        whenThere(overlay -> overlay.splice(stream, join(byStream.get(stream))));
    }

    @Override
    public void failed(long stream, StreamFailure reason) {
        byStream.get(stream).failed(reason);
    }

    @Override
    public void begin(ServiceBegin begin) {
        begun.add(begin);
        if (refusal != null) {
            whenThere(overlay -> overlay.refuse(begin.stream(), refusal));
        } else if (!silent) {
            accept(begin.stream());
        }
    }

    /** Accepts a stream. */
    public void accept(long stream) {
        SimTalk talk = new SimTalk(lease, stream, echo);
        accepted.add(talk);
        whenThere(overlay -> overlay.accept(stream, join(talk)));
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
        byPort.get(port).inputEnded();
    }

    @Override
    public void closed(long port, CloseReason reason) {
        byPort.get(port).closed(reason);
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
