package org.qgate.gate.internal.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.qgate.api.NodeId;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.protocol.Protocols.Dial;

/** Calls to other nodes: those with equal dials share a line. */
final class CallLines {
    /** A call that never left is put on another line so many times; lines end between two calls, not all the time. */
    private static final int MOST_LINES = 4;

    private final PortDesk desk;
    private final Dialler dialler;
    private final CallBytes bytes;
    private final long idleMs;
    private final Map<Dial, CallLine> lines = new HashMap<>();

    CallLines(PortDesk desk, Dialler dialler, CallBytes bytes, long idleMs) {
        this.desk = desk;
        this.dialler = dialler;
        this.bytes = bytes;
        this.idleMs = idleMs;
    }

    /** Sends a request and waits for its response: never on the event loop. Thread-safe. */
    byte[] call(Dial dial, NodeId own, byte[] request, long atMostMs) {
        if (request.length > Protocols.MAX_CALL_BYTES) {
            throw new QGateException(ExtenderError.CALL_TOO_LARGE, "a request has " + request.length + " bytes");
        }
        if (!bytes.take(request.length)) {
            throw new QGateException(ExtenderError.LIMIT, "too many bytes of calls are held");
        }
        try {
            long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
            byte[] response = null;
            for (int i = 0; i < MOST_LINES && response == null; i++) {
                response = once(dial, own, new SentCall(request, endNs));
            }
            if (response == null) {
                throw new QGateException(
                        ExtenderError.UNREACHABLE, "streams to the node end as soon as they are opened");
            }
            return response;
        } finally {
            bytes.giveBack(request.length);
        }
    }

    private byte[] once(Dial dial, NodeId own, SentCall call) {
        if (!desk.run(() -> line(dial, own).add(call))) {
            throw new QGateException(ExtenderError.UNREACHABLE, "this node stops");
        }
        try {
            return call.await().response();
        } catch (QGateException failed) {
            if (failed.code() == ExtenderError.TIMEOUT) {
                desk.run(() -> cancel(dial, call));
            }
            throw failed;
        }
    }

    private CallLine line(Dial dial, NodeId own) {
        CallLine known = lines.get(dial);
        if (known != null) {
            return known;
        }
        CallLine line = new CallLine(desk, bytes, idleMs, over -> lines.remove(dial, over));
        lines.put(dial, line);
        line.open(asker -> dialler.dial(dial, own, asker::end, asker));
        return line;
    }

    private void cancel(Dial dial, SentCall call) {
        CallLine line = lines.get(dial);
        if (line != null) {
            line.cancel(call);
        }
    }
}
