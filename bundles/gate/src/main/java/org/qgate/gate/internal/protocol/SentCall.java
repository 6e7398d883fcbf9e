package org.qgate.gate.internal.protocol;

import java.util.concurrent.TimeUnit;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.ExtenderError;

/** One request of this node, from the thread that waits for its response to the stream that carries it. */
final class SentCall {
    private final byte[] request;
    private final long endNs;
    private final Promise<Answer> promise = new Promise<>();

    /**
     * What came of it.
     *
     * @param response null when it never left: another stream may carry it
     */
    record Answer(byte[] response) {}

    SentCall(byte[] request, long endNs) {
        this.request = request;
        this.endNs = endNs;
    }

    byte[] request() {
        return request;
    }

    /** Returns how long its caller still waits, at least 1. */
    int leftMs() {
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime()));
    }

    /** Waits for the answer, once. */
    Answer await() {
        return promise.await(leftMs(), "no response came");
    }

    /** Whether nobody waits any more, or the answer is there. */
    boolean isOver() {
        return promise.isSettled();
    }

    void respond(byte[] response) {
        promise.keep(new Answer(response));
    }

    void unsent() {
        promise.keep(new Answer(null));
    }

    void fail(ErrorCode error, String detail) {
        promise.refuse(error, detail);
    }

    /** It may have been served, or not: nobody knows. */
    void broken() {
        fail(ExtenderError.BROKEN, "the stream broke before the response came");
    }
}
