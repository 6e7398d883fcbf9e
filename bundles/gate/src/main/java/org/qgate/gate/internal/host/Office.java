package org.qgate.gate.internal.host;

import java.util.HashMap;
import java.util.Map;
import org.qgate.api.protocol.Protocols.CallServer;
import org.qgate.api.protocol.Protocols.StreamServer;
import org.qgate.ext.Permission;
import org.qgate.gate.internal.facade.Handler;
import org.qgate.gate.internal.protocol.Seats.Seat;
import org.qgate.gate.internal.protocol.Servers;
import org.qgate.gate.internal.protocol.ServiceGate;

/**
 * What one extender serves, whichever instance of it is in office: its seat stays while instances change behind the gate.
 * Thread-safe.
 */
final class Office {
    private final Seat seat;
    private final Object swapping = new Object();
    private volatile Instance holder;
    private boolean closed;

    Office(Seat seat) {
        this.seat = seat;
    }

    ServiceGate gate() {
        return seat.gate();
    }

    /** Returns what a swap holds while it lasts: whoever registers a handler meanwhile does not wait for it. */
    Object swapping() {
        return swapping;
    }

    synchronized boolean holds(Instance instance) {
        return holder == instance;
    }

    /**
     * Puts an instance in office, in one step: everything that comes from now on goes to it.
     *
     * @throws org.qgate.api.error.QGateException QG-EXT-0046 when another extender serves a protocol of it already
     */
    synchronized void seat(Instance next) {
        seat.put(servers(next));
        holder = next;
        next.host().served().whenChanged(() -> refresh(next));
    }

    /** What the holder serves, or may serve, has changed. */
    synchronized void refresh(Instance instance) {
        if (!closed && holder == instance) {
            seat.put(servers(instance));
        }
    }

    /** Counts a refusal when somebody wanted what the holder provides and may not serve; does not wait. */
    void turnedAway(String protocol) {
        Instance present = holder;
        if (present != null
                && present.permit().provides().contains(protocol)
                && !present.access().allows(Permission.NET_ACCEPT, protocol)) {
            present.access().served(protocol);
        }
    }

    private static Servers servers(Instance instance) {
        Map<String, StreamServer> streams = new HashMap<>();
        Map<String, CallServer> calls = new HashMap<>();
        instance.host().served().served().forEach((protocol, handler) -> {
            if (handler instanceof Handler.OfCalls) {
                calls.put(protocol, (caller, request, atMostMs) -> instance.serveCall(protocol, caller, request));
            } else {
                streams.put(protocol, stream -> instance.serveStream(protocol, stream));
            }
        });
        return new Servers(instance.workers(), streams, calls);
    }

    /** Nobody is in office any more: what waits at the gate finds nobody. */
    synchronized void close() {
        closed = true;
        holder = null;
        seat.close();
        seat.gate().open();
    }
}
