package org.qgate.kernel.internal.circuit.client;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.qgate.api.NodeId;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;

/** One stream that this node opens: what was asked, which exits refused, where it is now. */
final class ClientStream {
    /** Circuits that may be tried in all. */
    private static final int ATTEMPTS = 3;

    private final long number;
    private final Aim aim;
    private final Set<NodeId> excluded = new HashSet<>();
    /** Exits of circuits that were lost behind their guard: perhaps by no fault of theirs, but another one is the better try. */
    private final Set<NodeId> unlucky = new HashSet<>();

    private long sinceNs;
    private int attempts;
    private StreamFailure refusal;
    private ClientCircuit circuit;
    private StreamEnd end;
    private boolean proven;

    ClientStream(long number, Aim aim, long nowNs) {
        this.number = number;
        this.aim = aim;
        this.sinceNs = nowNs;
    }

    long number() {
        return number;
    }

    Aim aim() {
        return aim;
    }

    boolean isQuery() {
        return aim instanceof ExitAim exit && exit.query();
    }

    /** Returns the exits that shall not be tried again. */
    Set<NodeId> excluded() {
        if (unlucky.isEmpty()) {
            return excluded;
        }
        Set<NodeId> all = new HashSet<>(excluded);
        all.addAll(unlucky);
        return all;
    }

    /** Returns the exits that refused it, for hand-over. */
    Set<NodeId> refusing() {
        return excluded;
    }

    /** Returns the exits of circuits that were lost, for hand-over. */
    Set<NodeId> unlucky() {
        return unlucky;
    }

    /** Whether circuits of it were lost, so that it keeps away from their exits. */
    boolean isUnlucky() {
        return !unlucky.isEmpty();
    }

    /** There is no better exit: takes those that were merely unlucky again. */
    void forgive() {
        unlucky.clear();
    }

    int attempts() {
        return attempts;
    }

    StreamEnd end() {
        return end;
    }

    ClientCircuit circuit() {
        return circuit;
    }

    /** It goes over a circuit now. */
    void attach(ClientCircuit over, StreamEnd its, long nowNs) {
        circuit = over;
        end = its;
        sinceNs = nowNs;
        proven = false;
        attempts++;
    }

    /** Whether who dials was said on this circuit. */
    boolean isProven() {
        return proven;
    }

    void proven(boolean now) {
        proven = now;
    }

    /** Returns why the last try failed, or null when there was none: what an application hears if there is no other. */
    StreamFailure refusal() {
        return refusal;
    }

    /** It waits again, for a circuit with another exit. Returns false when enough were tried. */
    boolean detach(StreamFailure reason) {
        refusal = reason;
        if (!aim.hasChoice()) {
            circuit = null;
            end = null;
            return reason == StreamFailure.CIRCUIT_LOST && attempts < ATTEMPTS;
        }
        if (reason != StreamFailure.CIRCUIT_LOST) {
            excluded.add(circuit.plan().last());
        } else if (!circuit.isCutOff()) {
            unlucky.add(circuit.plan().last());
        }
        circuit = null;
        end = null;
        return attempts < ATTEMPTS;
    }

    /** Takes up what a hand-over brought. */
    void restore(int tried, List<NodeId> refused, List<NodeId> lost, StreamFailure lastRefusal, long sinceWhen) {
        attempts = tried;
        excluded.addAll(refused);
        unlucky.addAll(lost);
        refusal = lastRefusal;
        sinceNs = sinceWhen;
    }

    /** Whether an exit was asked and has not answered. */
    boolean isOverdue() {
        return end != null && !end.isConnected();
    }

    long sinceNs() {
        return sinceNs;
    }

    long waitedMs(long nowNs) {
        return (nowNs - sinceNs) / 1_000_000;
    }

    StreamInfo info(long nowNs) {
        return end == null
                ? new StreamInfo(number, "entry", 0, "WAITING", 0, 0, 0, waitedMs(nowNs))
                : end.info(circuit.id());
    }
}
