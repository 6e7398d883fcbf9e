package org.qgate.gate.internal.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.network.ServiceBegin;
import org.qgate.api.network.StreamFailure;

/** Brings those who want a stream to whoever serves the protocol. Event loop only. */
final class Reception {
    private final PortDesk desk;
    private final KernelDoor kernel;
    private final SeatBoard board;
    private final Openings openings;
    private final CallBytes bytes;
    private final Map<Long, Waiting> waiting = new HashMap<>();

    /** Somebody before the door, and what is undone when they leave. */
    private record Waiting(KernelKnock knock, StreamVisit visit) {}

    Reception(PortDesk desk, KernelDoor kernel, SeatBoard board, Openings openings, CallBytes bytes) {
        this.desk = desk;
        this.kernel = kernel;
        this.board = board;
        this.openings = openings;
        this.bytes = bytes;
    }

    /** Another node wants a stream. */
    void begin(ServiceBegin begin) {
        KernelKnock knock = new KernelKnock(desk, kernel, begin);
        StreamVisit visit = knock(knock);
        if (visit != null) {
            waiting.put(begin.stream(), new Waiting(knock, visit));
            visit.whenSettled(() -> waiting.remove(begin.stream()));
        }
    }

    /** A stream that another node wanted is gone before it was answered. */
    void gone(long stream) {
        Waiting left = waiting.remove(stream);
        if (left != null) {
            left.knock().leave();
            left.visit().leave();
        }
    }

    /**
     * Somebody wants a stream.
     *
     * @return what waits for a server, or null when the answer is given
     */
    StreamVisit knock(Knock knock) {
        PlainSeat seat = board.of(knock.protocol());
        if (seat == null || !desk.isOpen()) {
            knock.refuse(StreamFailure.REFUSED);
            return null;
        }
        Optional<Opening> opening = Opening.take(openings, knock.protocol());
        if (opening.isEmpty()) {
            knock.refuse(StreamFailure.RESOURCES);
            return null;
        }
        if (seat.takesCalls(knock.protocol())) {
            knock.accept(port -> calls(port, knock, opening.get()), opening.get()::giveBack);
            return null;
        }
        StreamVisit visit = new StreamVisit(desk, knock, seat.gate(), board.tally(knock.protocol()), opening.get());
        visit.begin();
        seat.admit(visit);
        return visit;
    }

    private PortEnd calls(long port, Knock knock, Opening opening) {
        return new CallServing(desk, port, board, bytes, knock, opening).link();
    }
}
