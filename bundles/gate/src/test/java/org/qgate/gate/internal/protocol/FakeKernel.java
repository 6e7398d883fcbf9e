package org.qgate.gate.internal.protocol;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.qgate.api.NodeId;
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
import org.qgate.api.transport.Ports;
import org.qgate.api.transport.Role;

/**
 * A kernel whose network leads every stream back to the node that dialled it: both ends are joined in the transport as the
 * real one joins each with a circuit. Some nodes answer with a failure, one never answers.
 */
final class FakeKernel implements ServiceStreams, PortHandler {
    static final NodeId BACK = new NodeId(5, 0, 0, 0);
    static final NodeId SILENT = new NodeId(6, 0, 0, 0);

    final List<Long> cancelled = new CopyOnWriteArrayList<>();
    /** Streams of which the desk was told that they are gone. */
    final List<Long> gone = new CopyOnWriteArrayList<>();

    final List<ServiceRequest> asked = new CopyOnWriteArrayList<>();
    private final Lease lease;
    private final ServiceDesk desk;
    private final Map<Long, Long> dialledBy = new HashMap<>();
    private final Map<Long, Long> served = new HashMap<>();
    private final List<Long> ports = new ArrayList<>();
    private long last;

    FakeKernel(Ports ports, ServiceDesk desk, long first) {
        this.desk = desk;
        this.last = first;
        lease = ports.claim(Role.KERNEL, this);
        lease.open();
    }

    /** A node that answers with this. */
    static NodeId failing(StreamFailure reason) {
        return new NodeId(7, reason.code(), 0, 0);
    }

    @Override
    public long dial(ServiceRequest request) {
        long number = ++last;
        asked.add(request);
        if (request.node().equals(BACK)) {
            long other = ++last;
            dialledBy.put(other, number);
            Optional<NodeId> dialler = request.identify() ? Optional.of(TestNode.OWN) : Optional.empty();
            lease.execute(() -> desk.begin(new ServiceBegin(other, request.protocol(), dialler, "c" + other, "p")));
        } else if (!request.node().equals(SILENT)) {
            lease.execute(() ->
                    desk.failed(number, StreamFailure.of((int) request.node().b())));
        }
        return number;
    }

    @Override
    public void splice(long stream, long port) {
        ports.add(port);
        lease.join(port, served.remove(stream));
    }

    @Override
    public void cancel(long stream) {
        cancelled.add(stream);
        dialledBy.entrySet().stream()
                .filter(each -> each.getValue() == stream)
                .map(Map.Entry::getKey)
                .forEach(each -> lease.execute(() -> {
                    desk.gone(each);
                    gone.add(each);
                }));
        Long port = served.remove(stream);
        if (port != null) {
            lease.abort(port);
        }
    }

    @Override
    public void accept(long stream, long port) {
        long dialled = dialledBy.remove(stream);
        ports.add(port);
        served.put(dialled, port);
        lease.execute(() -> desk.opened(dialled));
    }

    @Override
    public void refuse(long stream, StreamFailure reason) {
        long dialled = dialledBy.remove(stream);
        lease.execute(() -> desk.failed(dialled, reason));
    }

    /** All circuits break. */
    void breakOff() {
        lease.execute(() -> ports.forEach(lease::abort));
    }

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        return 0;
    }

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {
        throw new AssertionError("nobody listens");
    }

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {
        throw new AssertionError("nobody connects");
    }

    @Override
    public void failed(long port, ConnectFailure reason) {
        throw new AssertionError("nobody connects");
    }

    @Override
    public void readComplete(long port) {}

    @Override
    public void writable(long port) {}

    @Override
    public void inputClosed(long port) {}

    @Override
    public void closed(long port, CloseReason reason) {}

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {}

    @Override
    public void reversed(long query, List<String> names, int ttlSeconds, NameFailure failure) {}
}
