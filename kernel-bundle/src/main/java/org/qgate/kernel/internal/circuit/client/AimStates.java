package org.qgate.kernel.internal.circuit.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.StreamRequest;
import org.qgate.kernel.internal.circuit.settings.Plain;

/** What streams were opened for, as plain values, for hand-over. */
final class AimStates {
    private AimStates() {}

    static Map<String, Object> freeze(Aim aim) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("hops", (long) aim.hops());
        state.put("cells", (long) aim.cells().code());
        if (aim instanceof ExitAim exit) {
            state.put("host", exit.request().host());
            state.put("port", (long) exit.request().port());
            state.put("isolation", exit.request().isolation());
            state.put("query", exit.query());
        } else if (aim instanceof ServiceAim service) {
            state.put("node", service.request().node().toString());
            state.put("protocol", service.request().protocol());
            state.put("isolation", service.request().isolation());
            state.put("identify", service.request().identify());
        }
        return state;
    }

    static Aim thaw(Plain state) {
        int hops = (int) state.number("hops");
        CellSize cells = CellSize.of((int) state.number("cells"));
        if (state.has("node")) {
            return new ServiceAim(new ServiceRequest(
                    NodeId.parse(state.text("node")),
                    state.text("protocol"),
                    state.flag("identify"),
                    state.text("isolation"),
                    hops,
                    cells));
        }
        int port = (int) state.number("port");
        return new ExitAim(
                new StreamRequest(state.text("host"), port, state.text("isolation"), hops, cells), state.flag("query"));
    }
}
