package org.qgate.kernel.internal.circuit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.Entry;
import org.qgate.api.network.Exit;
import org.qgate.api.network.ExitRequest;
import org.qgate.api.network.PortRange;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamRequest;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Role;
import org.qgate.kernel.internal.SimEnv;
import org.qgate.sim.SimHost;

/** Entry and exit in their simplest form: each local connection asks for the next request of a list; exits dial. */
final class TinyDpn implements Entry, Exit, PortHandler {
    /** What a resolve query brought. */
    record Resolved(List<IpAddress> addresses, List<String> names, StreamFailure failure) {}

    private final Supplier<SimEnv> env;
    private final Supplier<CircuitLayer> layer;
    private final Lease lease;
    private final Map<Long, Long> portOfStream = new HashMap<>();
    private final Map<Long, Long> streamOfPort = new HashMap<>();
    final Map<Long, StreamFailure> failures = new HashMap<>();
    final Map<Long, Resolved> answers = new HashMap<>();
    final Map<String, Endpoint> hosts = new HashMap<>();
    final List<ExitRequest> asked = new ArrayList<>();
    final List<Long> gone = new ArrayList<>();
    StreamRequest next;
    StreamFailure refuseWith;
    boolean silent;
    boolean away;

    TinyDpn(SimHost host, Supplier<SimEnv> env, Supplier<CircuitLayer> layer) {
        this.env = env;
        this.layer = layer;
        lease = host.ports().claim(Role.DPN, this);
        lease.open();
    }

    /** Waits while the overlay is being handed over. */
    private void whenThere(Runnable task) {
        if (away) {
            lease.schedule(1, () -> whenThere(task));
        } else {
            env.get().turn(task);
        }
    }

    Endpoint listen(Endpoint at) {
        return lease.listen(new ListenRequest("socks", at, 10_000)).address();
    }

    // ---- entry

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        lease.pause(port);
        whenThere(() -> {
            long stream = layer.get().open(next);
            portOfStream.put(stream, port);
            streamOfPort.put(port, stream);
        });
    }

    @Override
    public void opened(long stream, IpAddress connectedTo) {
        Long port = portOfStream.remove(stream);
        if (port != null && lease.give(port, Role.KERNEL)) {
            streamOfPort.remove(port);
            layer.get().splice(stream, port);
        } else {
            layer.get().cancel(stream);
        }
    }

    @Override
    public void failed(long stream, StreamFailure reason) {
        failures.put(stream, reason);
        Long port = portOfStream.remove(stream);
        if (port != null) {
            lease.abort(port);
        }
    }

    @Override
    public void resolved(
            long stream, List<IpAddress> addresses, List<String> names, int ttlSeconds, StreamFailure failure) {
        answers.put(stream, new Resolved(addresses, names, failure));
    }

    // ---- exit

    @Override
    public void begin(ExitRequest request) {
        asked.add(request);
        if (refuseWith != null) {
            layer.get().refuse(request.stream(), refuseWith);
        } else if (!silent && !hosts.containsKey(request.host())) {
            layer.get().refuse(request.stream(), StreamFailure.NAME);
        } else if (!silent) {
            dial(request.stream(), request.host());
        }
    }

    void dial(long stream, String host) {
        long port = lease.connect(new ConnectRequest(hosts.get(host), null, 10_000));
        portOfStream.put(stream, port);
        streamOfPort.put(port, stream);
    }

    @Override
    public void resolve(ExitRequest request) {
        asked.add(request);
        Endpoint known = hosts.get(request.host());
        if (known == null) {
            layer.get().refuse(request.stream(), StreamFailure.NAME);
        } else {
            layer.get().answer(request.stream(), List.of(known.address()), List.of(), 60);
        }
    }

    @Override
    public void gone(long stream) {
        gone.add(stream);
        Long port = portOfStream.remove(stream);
        if (port != null) {
            lease.abort(port);
        }
    }

    @Override
    public List<PortRange> policy() {
        return List.of(new PortRange(1, 65_535));
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        Long stream = streamOfPort.remove(port);
        portOfStream.remove(stream);
        lease.pause(port);
        whenThere(() -> {
            lease.give(port, Role.KERNEL);
            layer.get().accept(stream, port);
        });
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        Long stream = streamOfPort.remove(port);
        portOfStream.remove(stream);
        whenThere(() -> layer.get().refuse(stream, StreamFailure.REFUSED));
    }

    // ---- the rest

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        return 0;
    }

    @Override
    public void readComplete(long port) {}

    @Override
    public void writable(long port) {}

    @Override
    public void inputClosed(long port) {}

    @Override
    public void closed(long port, CloseReason reason) {
        Long stream = streamOfPort.remove(port);
        if (stream != null) {
            portOfStream.remove(stream);
            whenThere(() -> layer.get().cancel(stream));
        }
    }

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {}

    @Override
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {}
}
