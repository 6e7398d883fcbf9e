package org.qgate.gate.internal.protocol;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.Protocols;
import org.qgate.common.log.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's end of a stream of calls: each request to whoever serves the protocol then ([CALL-3] to [CALL-6]). Event loop only. */
final class CallServing implements FrameLink.Owner {
    /** How many requests of one stream are served at once. */
    static final int MOST_IN_FLIGHT = 64;

    private static final Logger LOG = LoggerFactory.getLogger("org.qgate.gate.calls");

    private final PortDesk desk;
    private final SeatBoard board;
    private final CallBytes bytes;
    private final String protocol;
    private final Caller caller;
    private final Opening opening;
    private final Tally tally;
    private final FrameLink link;
    private final Map<Integer, ServedCall> inFlight = new HashMap<>();
    private boolean ended;

    CallServing(PortDesk desk, long port, SeatBoard board, CallBytes bytes, Knock knock, Opening opening) {
        this.desk = desk;
        this.board = board;
        this.bytes = bytes;
        this.protocol = knock.protocol();
        this.caller = knock.caller();
        this.opening = opening;
        this.tally = board.tally(protocol);
        this.link = new FrameLink(desk, port, bytes, this);
        tally.streamBegan();
    }

    FrameLink link() {
        return link;
    }

    String protocol() {
        return protocol;
    }

    Caller caller() {
        return caller;
    }

    @Override
    public void frame(CallFrame frame) {
        switch (frame.kind()) {
            case REQUEST -> begin(frame);
            case CANCEL -> {
                ServedCall call = inFlight.remove(frame.call());
                if (call != null) {
                    call.cancel();
                    endIfOver();
                }
            }
            default -> throw new IllegalArgumentException("a caller sends no " + frame.kind());
        }
    }

    private void begin(CallFrame request) {
        if (inFlight.containsKey(request.call())) {
            throw new IllegalArgumentException("a call has this number already");
        }
        PlainSeat seat = board.of(protocol);
        if (seat == null || inFlight.size() >= MOST_IN_FLIGHT || !bytes.take(request.body().length)) {
            link.send(CallFrame.plain(CallFrame.Kind.BUSY, request.call()), () -> {});
            ended |= seat == null; // the caller learns why when it dials again
            endIfOver();
            return;
        }
        ServedCall call = new ServedCall(desk, this, seat, request);
        inFlight.put(request.call(), call);
        call.begin();
    }

    /** A call is over: its request is not held any more. Thread-safe. */
    void release(int requestBytes) {
        bytes.giveBack(requestBytes);
    }

    /** A call has an answer. Thread-safe. */
    void answer(ServedCall call, CallFrame answer) {
        count(answer);
        desk.run(() -> {
            if (inFlight.remove(answer.call(), call)) {
                send(answer);
                endIfOver();
            }
        });
    }

    private void count(CallFrame answer) {
        switch (answer.kind()) {
            case RESPONSE -> tally.callAnswered();
            case FAILURE -> tally.failed();
            default -> {
                // busy: nothing happened
            }
        }
    }

    private void send(CallFrame answer) {
        int length = answer.body().length;
        if (bytes.take(length)) {
            link.send(answer, () -> bytes.giveBack(length));
        } else {
            link.send(CallFrame.plain(CallFrame.Kind.FAILURE, answer.call()), () -> {});
        }
    }

    /** Nobody waits for a call any more. */
    void forget(ServedCall call, int number) {
        if (inFlight.remove(number, call)) {
            endIfOver();
        }
    }

    /** Makes the answer of what a server returned. On a thread of the server. */
    CallFrame response(int number, byte[] body) {
        if (body == null || body.length > Protocols.MAX_CALL_BYTES) {
            LOG.warn("A server of {} answered with nothing, or with more than a response can have", protocol);
            return CallFrame.plain(CallFrame.Kind.FAILURE, number);
        }
        return CallFrame.response(number, body);
    }

    /** Makes the answer of what a server threw. On a thread of the server. */
    CallFrame failure(int number, Exception thrown) {
        LOG.debug("A server of {} failed: {}", protocol, Trace.of(thrown));
        return CallFrame.plain(CallFrame.Kind.FAILURE, number);
    }

    @Override
    public void ended() {
        ended = true;
        endIfOver();
    }

    private void endIfOver() {
        if (ended && inFlight.isEmpty()) {
            link.end();
        }
    }

    @Override
    public void gone() {
        List.copyOf(inFlight.values()).forEach(ServedCall::cancel);
        inFlight.clear();
        tally.streamEnded();
        opening.giveBack();
    }
}
