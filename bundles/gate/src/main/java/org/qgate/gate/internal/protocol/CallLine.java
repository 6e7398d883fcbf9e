package org.qgate.gate.internal.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;

/**
 * The caller's end of a stream of calls: opened for the first, closed when none came for a minute, never used again once it broke
 * ([CALL-3], [CALL-7]). Event loop only.
 */
final class CallLine implements FrameLink.Owner, Dialler.Asker<FrameLink> {
    /** How many calls wait behind those that the other end serves at once. */
    static final int MOST_WAITING = 256;

    private final PortDesk desk;
    private final CallBytes bytes;
    private final long idleMs;
    private final Consumer<CallLine> whenOver;
    private final Map<Integer, SentCall> inFlight = new HashMap<>();
    private final Queue<SentCall> waiting = new ArrayDeque<>();
    private Dialler.Attempt<FrameLink> opening;
    private FrameLink link;
    private Runnable whenGone;
    private boolean over;
    private ErrorCode refusal;
    private String refusedBecause;
    private int lastNumber;
    private long used;

    /**
     * Makes a line that is not open.
     *
     * @param idleMs after so long without a call it is closed, at most twice as long
     * @param whenOver called once, when it takes no more calls
     */
    CallLine(PortDesk desk, CallBytes bytes, long idleMs, Consumer<CallLine> whenOver) {
        this.desk = desk;
        this.bytes = bytes;
        this.idleMs = idleMs;
        this.whenOver = whenOver;
    }

    /** Begins to open it. */
    void open(Function<CallLine, Dialler.Attempt<FrameLink>> dial) {
        Dialler.Attempt<FrameLink> attempt = dial.apply(this);
        opening = over || link != null ? null : attempt;
    }

    /** Makes this end of the stream. */
    FrameLink end(long port, Runnable gone) {
        whenGone = gone;
        return new FrameLink(desk, port, bytes, this);
    }

    /** Carries a call, now or when there is room. */
    void add(SentCall call) {
        if (refusal != null) {
            call.fail(refusal, refusedBecause);
        } else if (over) {
            call.unsent();
        } else if (waiting.size() >= MOST_WAITING) {
            call.fail(ExtenderError.LIMIT, "too many calls wait for this node");
        } else {
            waiting.add(call);
            used++;
            sendWaiting();
        }
    }

    private void sendWaiting() {
        while (maySend() && !waiting.isEmpty()) {
            SentCall next = waiting.remove();
            if (!next.isOver()) {
                inFlight.put(++lastNumber, next);
                link.send(CallFrame.request(lastNumber, next.leftMs(), next.request()), this::sendWaiting);
            }
        }
    }

    private boolean maySend() {
        return link != null && !over && link.hasRoom() && inFlight.size() < CallServing.MOST_IN_FLIGHT;
    }

    /** Nobody waits for a call any more. */
    void cancel(SentCall call) {
        if (waiting.remove(call)) {
            if (waiting.isEmpty() && opening != null) {
                opening.giveUp();
                leaveOffice();
            }
            return;
        }
        inFlight.entrySet().stream()
                .filter(each -> each.getValue() == call)
                .findFirst()
                .ifPresent(each -> {
                    inFlight.remove(each.getKey());
                    link.send(CallFrame.plain(CallFrame.Kind.CANCEL, each.getKey()), () -> {});
                    sendWaiting();
                });
    }

    @Override
    public boolean opened(FrameLink stands) {
        opening = null;
        link = stands;
        desk.run(this::sendWaiting); // the other end is joined by then
        watchIdle();
        return !over;
    }

    @Override
    public void failed(ErrorCode error, String detail) {
        opening = null;
        refusal = error;
        refusedBecause = detail;
        leaveOffice();
        drain().forEach(each -> each.fail(error, detail));
    }

    @Override
    public void frame(CallFrame frame) {
        SentCall call = inFlight.remove(frame.call());
        if (call == null) {
            return; // cancelled meanwhile
        }
        switch (frame.kind()) {
            case RESPONSE -> call.respond(frame.body());
            case FAILURE -> call.fail(ExtenderError.SERVER_FAILED, "the other node failed at the request");
            case BUSY -> call.fail(ExtenderError.LIMIT, "the other node takes no more requests");
            default -> {
                call.broken();
                throw new IllegalArgumentException("a server sends no " + frame.kind());
            }
        }
        sendWaiting();
    }

    private void watchIdle() {
        long usedThen = used;
        desk.after(idleMs, () -> {
            if (over) {
                return;
            }
            if (used == usedThen && inFlight.isEmpty() && waiting.isEmpty()) {
                leaveOffice();
                link.end();
            } else {
                watchIdle();
            }
        });
    }

    /** The other end wants to stop: what is in flight may still be answered. */
    @Override
    public void ended() {
        leaveOffice();
        drain().forEach(SentCall::unsent);
        link.end();
    }

    @Override
    public void gone() {
        leaveOffice();
        drain().forEach(SentCall::unsent);
        inFlight.values().forEach(SentCall::broken);
        inFlight.clear();
        whenGone.run();
    }

    private List<SentCall> drain() {
        List<SentCall> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    private void leaveOffice() {
        if (!over) {
            over = true;
            whenOver.accept(this);
        }
    }
}
