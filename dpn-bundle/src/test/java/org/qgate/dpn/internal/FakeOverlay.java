package org.qgate.dpn.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.api.network.Circuits;
import org.qgate.api.network.Node;
import org.qgate.api.network.NodeStatus;
import org.qgate.api.network.PeerInfo;
import org.qgate.api.network.Peers;
import org.qgate.api.network.SnapshotInfo;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.api.network.StreamRequest;
import org.qgate.api.network.Streams;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.NameFailure;
import org.qgate.api.transport.PortHandler;
import org.qgate.api.transport.Ports;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.Slab;

/** An overlay that remembers what it is told; spliced and accepted connections get an echo. */
final class FakeOverlay implements Streams, Node, PortHandler {
    final Map<Long, StreamRequest> opened = Collections.synchronizedMap(new LinkedHashMap<>());
    final Map<Long, StreamRequest> lookUps = Collections.synchronizedMap(new LinkedHashMap<>());
    final Map<Long, Long> spliced = Collections.synchronizedMap(new LinkedHashMap<>());
    final List<Long> cancelled = Collections.synchronizedList(new ArrayList<>());
    final Map<Long, Long> accepted = Collections.synchronizedMap(new LinkedHashMap<>());
    final Map<Long, StreamFailure> refused = Collections.synchronizedMap(new LinkedHashMap<>());
    final Map<Long, List<IpAddress>> answers = Collections.synchronizedMap(new LinkedHashMap<>());
    final Map<Long, List<String>> names = Collections.synchronizedMap(new LinkedHashMap<>());
    final List<Endpoint> relayLinks = new ArrayList<>();
    /** How often all circuits were retired. */
    int retired;
    /** What retiring throws, or null. */
    QGateException refusesToRetire;

    private final Lease lease;
    private long last;
    private LongConsumer opener = stream -> {};

    FakeOverlay(Ports ports) {
        lease = ports.claim(Role.KERNEL, this);
        lease.open();
    }

    /** Sets what happens soon after a stream was asked for. */
    void whenAsked(LongConsumer action) {
        opener = action;
    }

    Lease lease() {
        return lease;
    }

    long lastStream() {
        return last;
    }

    StreamRequest lastOpened() {
        return opened.get(last);
    }

    @Override
    public long open(StreamRequest request) {
        long stream = ++last;
        opened.put(stream, request);
        lease.execute(() -> opener.accept(stream));
        return stream;
    }

    @Override
    public long resolve(StreamRequest request) {
        lookUps.put(++last, request);
        return last;
    }

    @Override
    public void splice(long stream, long port) {
        spliced.put(stream, port);
        lease.resume(port);
    }

    @Override
    public void cancel(long stream) {
        cancelled.add(stream);
    }

    @Override
    public void accept(long stream, long port) {
        accepted.put(stream, port);
        lease.resume(port);
    }

    @Override
    public void refuse(long stream, StreamFailure reason) {
        refused.put(stream, reason);
    }

    @Override
    public void answer(long stream, List<IpAddress> addresses, List<String> found, int ttlSeconds) {
        answers.put(stream, addresses);
        names.put(stream, found);
    }

    @Override
    public int received(long port, byte[] bytes, int offset, int length) {
        Slab slab = lease.slab(length);
        System.arraycopy(bytes, offset, slab.array(), slab.offset(), length);
        lease.commit(port, slab, length);
        lease.flush(port);
        return length;
    }

    @Override
    public void inputClosed(long port) {
        lease.close(port);
    }

    @Override
    public List<StreamInfo> list() {
        return opened.keySet().stream()
                .map(stream -> new StreamInfo(stream, "entry", 1, "CONNECTING", 0, 0, 0, 0))
                .toList();
    }

    /** Begins anew: it knows nothing of what was asked of it. */
    void forget() {
        opened.clear();
    }

    /** Returns the directory: one relay with the link addresses of {@link #relayLinks}. */
    Peers peers() {
        return new OneRelay(relayLinks);
    }

    Circuits circuits() {
        return new NoCircuits();
    }

    private final class NoCircuits implements Circuits {
        @Override
        public List<CircuitInfo> list() {
            return List.of();
        }

        @Override
        public CircuitInfo build(CircuitRequest request, long atMostMs) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close(long id) {}

        @Override
        public void retireAll() {
            if (refusesToRetire != null) {
                throw refusesToRetire;
            }
            retired++;
        }
    }

    @Override
    public NodeStatus status() {
        return new NodeStatus(
                new NodeId(1, 1, 1, 1),
                "test",
                List.of("exit"),
                100,
                "",
                null,
                List.of(),
                SnapshotInfo.NONE,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                false,
                List.of());
    }

    @Override
    public boolean drain(long atMostMs) {
        return true;
    }

    @Override
    public void accepted(long port, long listener, Endpoint local, Endpoint remote) {}

    @Override
    public void connected(long port, Endpoint local, Endpoint remote) {}

    @Override
    public void failed(long port, ConnectFailure reason) {}

    @Override
    public void readComplete(long port) {}

    @Override
    public void writable(long port) {}

    @Override
    public void closed(long port, CloseReason reason) {}

    @Override
    public void resolved(long query, List<IpAddress> addresses, int ttlSeconds, NameFailure failure) {}

    @Override
    public void reversed(long query, List<String> found, int ttlSeconds, NameFailure failure) {}

    private record OneRelay(List<Endpoint> links) implements Peers {
        @Override
        public List<PeerInfo> list() {
            return List.of(
                    new PeerInfo(new NodeId(1, 2, 3, 4), "KNOWN", "", null, links, List.of(), "", 0, 0, 0, 0, 0, 0));
        }

        @Override
        public Optional<PeerInfo> info(NodeId id) {
            return Optional.empty();
        }

        @Override
        public List<NodeId> serving(String protocol) {
            return List.of();
        }

        @Override
        public void ban(NodeId id, String reason) {}

        @Override
        public boolean unban(NodeId id) {
            return false;
        }

        @Override
        public List<Ban> bans() {
            return List.of();
        }
    }
}
