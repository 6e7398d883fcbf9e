package org.qgate.gate.internal.protocol;

import java.util.concurrent.TimeUnit;
import org.qgate.api.protocol.Protocols.CallServer;

/**
 * One request: it waits at the gate, then for a thread, and is interrupted on it when its caller stops waiting. It is inside the gate
 * from the moment that it entered until its server returned, or it left the queue unserved. Thread-safe.
 */
final class ServedCall implements Visit {
    private enum State {
        WAITING,
        QUEUED,
        RUNNING,
        OVER
    }

    private final PortDesk desk;
    private final CallServing stream;
    private final PlainSeat seat;
    private final int number;
    private final byte[] request;
    private final long endNs;
    private State state = State.WAITING;
    private long pass = ServiceGate.NONE;
    private Thread server;
    private long timer;

    ServedCall(PortDesk desk, CallServing stream, PlainSeat seat, CallFrame request) {
        this.desk = desk;
        this.stream = stream;
        this.seat = seat;
        this.number = request.call();
        this.request = request.body();
        this.endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(request.leftMs());
    }

    /** Begins. Event loop only. */
    void begin() {
        timer = desk.lease().schedule(leftMs(), this::tooLate);
        seat.admit(this);
    }

    private long leftMs() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime()));
    }

    @Override
    public void entered(Servers servers, long entered) {
        CallServer serves = servers.calls().get(stream.protocol());
        synchronized (this) {
            if (state == State.OVER) {
                seat.gate().leave(entered);
                return;
            }
            state = State.QUEUED;
            pass = entered;
        }
        if (serves == null) {
            settle(CallFrame.plain(CallFrame.Kind.FAILURE, number));
        } else if (!servers.workers().offer(() -> serve(serves))) {
            settle(CallFrame.plain(CallFrame.Kind.BUSY, number));
        }
    }

    @Override
    public void refused() {
        settle(CallFrame.plain(CallFrame.Kind.BUSY, number));
    }

    private void serve(CallServer serves) {
        if (!run()) {
            return;
        }
        CallFrame answer = CallFrame.plain(CallFrame.Kind.FAILURE, number);
        try {
            answer = stream.response(number, serves.serve(stream.caller(), request, leftMs()));
        } catch (Exception thrown) {
            answer = stream.failure(number, thrown);
        } finally {
            settle(answer);
        }
    }

    private synchronized boolean run() {
        if (state != State.QUEUED) {
            return false;
        }
        state = State.RUNNING;
        server = Thread.currentThread();
        return true;
    }

    /** It has an answer, which comes too late if it was cancelled. */
    private void settle(CallFrame answer) {
        if (finish()) {
            desk.lease().cancel(timer);
            stream.answer(this, answer);
        }
    }

    /** Ends it, once; its thread is interrupted by nobody afterwards. */
    private boolean finish() {
        long held;
        synchronized (this) {
            if (state == State.OVER) {
                return false;
            }
            state = State.OVER;
            server = null;
            held = pass;
        }
        stream.release(request.length);
        if (held != ServiceGate.NONE) {
            seat.gate().leave(held);
        }
        return true;
    }

    /** Nobody waits for it any more: what has not begun never will, what runs is interrupted. */
    void cancel() {
        desk.lease().cancel(timer);
        synchronized (this) {
            if (state == State.RUNNING) {
                server.interrupt();
                return; // it is inside until its server returns
            }
        }
        finish();
    }

    private void tooLate() {
        cancel();
        stream.forget(this, number);
    }
}
