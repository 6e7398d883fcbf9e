package org.qgate.kernel.internal.circuit.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.qgate.api.NodeId;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.CircuitInfo;
import org.qgate.api.network.CircuitRequest;
import org.qgate.kernel.internal.Env;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.directory.View;
import org.qgate.kernel.internal.path.PathRequest;
import org.qgate.kernel.internal.path.Paths;

/** Circuits that somebody asked for by hand and waits for. */
public final class ManualBuilds {
    private final CellWorks works;
    private final CircuitPool pool;
    private final Paths paths;
    private final Supplier<View> view;
    private final Map<Long, Wait> waits = new HashMap<>();

    private record Wait(Env.Timer timer, Consumer<CircuitInfo> built, Consumer<QGateException> failed) {}

    /** Makes one; nobody waits. */
    public ManualBuilds(CellWorks works, CircuitPool pool, Paths paths, Supplier<View> view) {
        this.works = works;
        this.pool = pool;
        this.paths = paths;
        this.view = view;
        pool.watch(circuit -> works.env().after(0, () -> settle(circuit)));
    }

    /** Begins; one of the answers follows in a later turn. */
    public void build(
            CircuitRequest request, long atMostMs, Consumer<CircuitInfo> built, Consumer<QGateException> failed) {
        try {
            List<Relay> path = request.path().isEmpty() ? chosen(request) : given(request);
            ClientCircuit circuit = pool.begin(Plan.of("manual", request.cells(), path), path);
            Env.Timer timer = works.env().after(atMostMs, () -> settle(circuit));
            waits.put(circuit.id(), new Wait(timer, built, failed));
        } catch (QGateException refused) {
            works.env().after(0, () -> failed.accept(refused));
        }
    }

    private List<Relay> chosen(CircuitRequest request) {
        return paths.choose(new PathRequest(request.hops(), 0, null, Set.of(), Set.of()));
    }

    private List<Relay> given(CircuitRequest request) {
        Set<NodeId> distinct = new HashSet<>(request.path());
        if (distinct.size() != request.path().size() || distinct.size() != request.hops()) {
            throw new QGateException(
                    KernelError.NO_PATH,
                    "a path of " + request.path().size() + "; wanted: " + request.hops() + " distinct hops");
        }
        List<Relay> path = new ArrayList<>();
        for (NodeId hop : request.path()) {
            path.add(view.get()
                    .relay(hop)
                    .orElseThrow(() -> new QGateException(
                            KernelError.NO_PATH, "relay " + hop.brief() + " is not in the snapshot")));
        }
        return path;
    }

    private void settle(ClientCircuit circuit) {
        Wait wait = waits.remove(circuit.id());
        if (wait == null) {
            return;
        }
        wait.timer().cancel();
        ClientCircuit.State state = circuit.state();
        if (state == ClientCircuit.State.OPEN || state == ClientCircuit.State.RETIRED) {
            wait.built().accept(circuit.info());
        } else {
            wait.failed().accept(failure(state));
        }
    }

    /** Nobody goes on with them: whoever waits hears it at once. */
    public void end() {
        List<Wait> left = List.copyOf(waits.values());
        waits.clear();
        for (Wait wait : left) {
            wait.timer().cancel();
            wait.failed().accept(failure(ClientCircuit.State.CLOSED));
        }
    }

    private static QGateException failure(ClientCircuit.State state) {
        return state == ClientCircuit.State.CLOSED
                ? new QGateException(KernelError.CIRCUIT_FAILED, "the circuit was destroyed while it was built")
                : new QGateException(KernelError.TIMEOUT, "the circuit was not built in time");
    }

    /** Returns the refusal for an id that names no circuit. */
    public static QGateException noCircuit(long id) {
        return new QGateException(KernelError.NOT_FOUND, "no circuit " + id);
    }
}
