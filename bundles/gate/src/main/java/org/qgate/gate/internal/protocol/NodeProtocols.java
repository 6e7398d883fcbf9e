package org.qgate.gate.internal.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Workers;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.ServiceBegin;
import org.qgate.api.network.ServiceDesk;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.transport.Ports;

/** Streams and calls between nodes, put together. Thread-safe, but for what the kernel tells it on the event loop. */
public final class NodeProtocols implements Protocols, ServiceDesk, AutoCloseable {
    private static final long LONGEST_MS = 120_000;
    private static final int LONGEST_ISOLATION = 256;
    private static final Set<Integer> HOPS = Set.of(1, 3, 5);

    private final Surroundings others;
    private final PortDesk desk;
    private final KernelDoor kernel;
    private final SeatBoard board;
    private final Reception reception;
    private final Dialler dialler;
    private final CallLines lines;

    /**
     * Begins; nothing is served yet.
     *
     * @param idleMs after so long without a call a stream of calls is closed
     */
    public NodeProtocols(Ports ports, Clock clock, Surroundings others, long idleMs) {
        this.others = others;
        desk = new PortDesk(ports);
        kernel = new KernelDoor(desk, others.streams());
        board = new SeatBoard(desk, clock);
        Openings openings = new Openings();
        CallBytes bytes = new CallBytes();
        reception = new Reception(desk, kernel, board, openings, bytes);
        dialler = new Dialler(desk, kernel, reception, openings);
        lines = new CallLines(desk, dialler, bytes, idleMs);
    }

    /** Returns where servers sit. */
    public Seats seats() {
        return board;
    }

    /** Another kernel came. */
    public void kernelChanged() {
        kernel.changed();
    }

    @Override
    public List<NodeId> nodes(String protocol) {
        SeatBoard.checkName(protocol);
        List<NodeId> found = new ArrayList<>(others.serving(protocol));
        NodeId own = others.own();
        found.remove(own);
        if (own != null && board.of(protocol) != null) {
            found.add(own);
        }
        return List.copyOf(found);
    }

    @Override
    public ProtocolStream dial(Dial dial, long atMostMs) {
        check(dial, atMostMs);
        Promise<PortStream> promise = new Promise<>();
        NodeId own = others.own();
        Opened asker = new Opened(promise);
        begin(() -> asker.attempt = dialler.dial(dial, own, (port, gone) -> stream(dial, port, gone), asker));
        try {
            return promise.await(atMostMs, "the stream was not opened");
        } catch (QGateException failed) {
            desk.run(asker::giveUp);
            throw failed;
        }
    }

    private PortStream stream(Dial dial, long port, Runnable gone) {
        return new PortStream(desk, port, new Caller(Optional.of(dial.node()), ""), gone);
    }

    private void begin(Runnable task) {
        if (!desk.run(task)) {
            throw new QGateException(ExtenderError.UNREACHABLE, "this node stops");
        }
    }

    @Override
    public byte[] call(Dial dial, byte[] request, long atMostMs) {
        check(dial, atMostMs);
        return lines.call(dial, others.own(), request, atMostMs);
    }

    private static void check(Dial dial, long atMostMs) {
        SeatBoard.checkName(dial.protocol());
        if (atMostMs < 1 || atMostMs > LONGEST_MS) {
            throw new IllegalArgumentException("nobody may wait for " + atMostMs + " ms, but 1 to " + LONGEST_MS);
        }
        if (!HOPS.contains(dial.hops())) {
            throw new IllegalArgumentException("a circuit has 1, 3 or 5 hops, not " + dial.hops());
        }
        if (dial.isolation().length() > LONGEST_ISOLATION) {
            throw new IllegalArgumentException("an isolation key has at most " + LONGEST_ISOLATION + " characters");
        }
    }

    @Override
    public Registration accept(String protocol, Workers workers, StreamServer server) {
        return alone(new Servers(workers, Map.of(protocol, server), Map.of()));
    }

    @Override
    public Registration serve(String protocol, Workers workers, CallServer server) {
        return alone(new Servers(workers, Map.of(), Map.of(protocol, server)));
    }

    private Registration alone(Servers servers) {
        Seats.Seat seat = board.seat();
        seat.put(servers);
        return seat::close;
    }

    @Override
    public void opened(long stream) {
        dialler.opened(stream);
    }

    @Override
    public void failed(long stream, StreamFailure reason) {
        dialler.failed(stream, reason);
    }

    @Override
    public void begin(ServiceBegin begin) {
        reception.begin(begin);
    }

    @Override
    public void gone(long stream) {
        reception.gone(stream);
    }

    @Override
    public Set<String> served() {
        return board.served();
    }

    /** Ends all streams and gives the ports back. */
    @Override
    public void close() {
        desk.stop();
    }

    /** A thread that waits for a stream. */
    private static final class Opened implements Dialler.Asker<PortStream> {
        private final Promise<PortStream> promise;
        private Dialler.Attempt<PortStream> attempt;

        Opened(Promise<PortStream> promise) {
            this.promise = promise;
        }

        @Override
        public boolean opened(PortStream stream) {
            return promise.keep(stream);
        }

        @Override
        public void failed(ErrorCode error, String detail) {
            promise.refuse(error, detail);
        }

        void giveUp() {
            if (attempt != null) {
                attempt.giveUp();
            }
        }
    }
}
