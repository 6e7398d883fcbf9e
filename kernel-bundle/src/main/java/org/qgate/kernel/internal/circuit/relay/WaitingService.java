package org.qgate.kernel.internal.circuit.relay;

import java.util.Map;
import org.qgate.kernel.internal.circuit.cell.ServiceBody;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;

/** A stream by protocol that is not decided yet. */
final class WaitingService {
    private final RelayCircuit circuit;
    private final StreamEnd end;
    private final ServiceBody asked;
    private final long sinceNs;
    private boolean begun;
    private boolean checking;
    private boolean over;

    WaitingService(RelayCircuit circuit, StreamEnd end, ServiceBody asked, long nowNs) {
        this.circuit = circuit;
        this.end = end;
        this.asked = asked;
        this.sinceNs = nowNs;
    }

    RelayCircuit circuit() {
        return circuit;
    }

    StreamEnd end() {
        return end;
    }

    ServiceBody asked() {
        return asked;
    }

    /** Whether its first bytes are to say who asks, and nobody looks at them yet. */
    boolean owesProof() {
        return asked.identified() && !begun && !checking && !over;
    }

    /** Its proof is being checked. */
    void checking() {
        checking = true;
    }

    /** It ended. */
    void over() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /** Whoever serves is told now, and decides. */
    void begin() {
        begun = true;
    }

    /** Whether somebody was told of it. */
    boolean begun() {
        return begun;
    }

    long waitedMs(long nowNs) {
        return (nowNs - sinceNs) / 1_000_000;
    }

    Map<String, Object> freeze(long nowNs) {
        return Map.of(
                "number", end.number(),
                "joined", false,
                "protocol", asked.protocol(),
                "identified", asked.identified(),
                "begun", begun,
                "waitedMs", waitedMs(nowNs));
    }

    static WaitingService thaw(Plain state, RelayCircuit circuit, StreamEnd end, long nowNs) {
        ServiceBody asked = new ServiceBody(state.text("protocol"), state.flag("identified"));
        WaitingService one = new WaitingService(circuit, end, asked, nowNs - 1_000_000 * state.number("waitedMs"));
        one.begun = state.flag("begun");
        return one;
    }
}
