package org.qgate.kernel.internal.circuit.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.qgate.api.NodeId;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.net.IpAddress;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.ViewBody;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Neighbour;
import org.qgate.kernel.internal.circuit.leg.Neighbours;
import org.qgate.kernel.internal.circuit.leg.TokenBucket;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;
import org.qgate.kernel.internal.circuit.stream.StreamWorks;
import org.qgate.kernel.internal.directory.Relay;
import org.qgate.kernel.internal.link.Link;
import org.qgate.kernel.internal.link.Links;
import org.qgate.kernel.internal.path.PathRequest;
import org.qgate.kernel.internal.path.Paths;

/** All circuits of this node: begins them, within limits, finds the one a stream may use, retires and closes them. */
public final class CircuitPool implements CircuitHost {
    /** Circuits that are built beside each other for one key because none of them comes on. */
    private static final int MOST_STALLED = 3;

    private final StreamWorks streamWorks;
    private final CellWorks works;
    private final Links links;
    private final Neighbours neighbours;
    private final PathFinder finder;
    private final Witness witness;
    private final BuildTimes buildTimes = new BuildTimes();
    private final Ageing ageing = new Ageing();
    private final EarlyDiscards discards = new EarlyDiscards();
    private final TokenBucket builds = new TokenBucket();
    private final Map<Long, ClientCircuit> circuits = new LinkedHashMap<>();
    private PoolListener listener;
    private Consumer<ClientCircuit> watcher = circuit -> {};
    private long lastId;
    private boolean draining;

    /** Makes an empty one; {@link #listener} before use. */
    public CircuitPool(StreamWorks streamWorks, Links links, Neighbours neighbours, Paths paths, Witness witness) {
        this.streamWorks = streamWorks;
        this.works = streamWorks.cells();
        this.links = links;
        this.neighbours = neighbours;
        this.finder = new PathFinder(paths);
        this.witness = witness;
    }

    /** Says who hears of circuits and streams. */
    public void listener(PoolListener hears) {
        listener = hears;
    }

    /** Says who else hears when a circuit is open or gone. */
    void watch(Consumer<ClientCircuit> hears) {
        watcher = hears;
    }

    StreamWorks works() {
        return streamWorks;
    }

    long nowNs() {
        return works.env().clock().monoNs();
    }

    /** Returns all circuits, oldest first. */
    public List<ClientCircuit> all() {
        return new ArrayList<>(circuits.values());
    }

    /** Returns a circuit. */
    public Optional<ClientCircuit> find(long id) {
        return Optional.ofNullable(circuits.get(id));
    }

    void add(ClientCircuit circuit) {
        lastId = Math.max(lastId, circuit.id());
        circuits.put(circuit.id(), circuit);
    }

    long lastId() {
        return lastId;
    }

    void lastId(long id) {
        lastId = Math.max(lastId, id);
    }

    /** Begins no circuits from now on, and gives up those that nobody took. */
    public void drain() {
        draining = true;
        all().stream()
                .filter(circuit -> circuit.use().isClean() && circuit.streams() == 0)
                .forEach(circuit -> circuit.exceeded(DestroyReason.FINISHED));
    }

    /** A first hop takes no new circuits: those over it carry on with the streams they have, the others end. */
    public void leave(Neighbour draining) {
        all().stream()
                .filter(circuit -> circuit.leg() != null && circuit.leg().neighbour() == draining)
                .forEach(circuit -> Ageing.retire(circuit, DestroyReason.DRAINING));
    }

    // ---- for streams

    /** Finds an open circuit for a stream, or null; a clean one then belongs to its isolation key. */
    ClientCircuit pick(Aim aim, Set<NodeId> excluded) {
        ClientCircuit clean = null;
        for (ClientCircuit circuit : circuits.values()) {
            if (circuit.state() == ClientCircuit.State.OPEN && fits(circuit, aim, excluded)) {
                if (circuit.use().isOf(aim.isolation())) {
                    return circuit;
                }
                clean = clean == null ? circuit : clean;
            }
        }
        if (clean != null) {
            clean.use().claim(aim.isolation(), nowNs());
        }
        return clean;
    }

    /**
     * Makes sure that a circuit for a stream is being built, now or as soon as others are; a second one when the first
     * stalls.
     *
     * @return false when no listed relays make a path for it, or none is begun any more
     */
    boolean want(Aim aim, Set<NodeId> excluded) {
        ClientCircuit clean = null;
        int stalled = 0;
        for (ClientCircuit circuit : circuits.values()) {
            if (circuit.state() == ClientCircuit.State.BUILDING && fits(circuit, aim, excluded)) {
                boolean stalls = circuit.building().stalls();
                if (stalls) {
                    circuit.leg().neighbour().link().doubted();
                }
                if (circuit.use().isOf(aim.isolation())) {
                    if (!stalls || ++stalled == MOST_STALLED) {
                        return true;
                    }
                } else if (clean == null && !stalls) {
                    clean = circuit;
                }
            }
        }
        if (clean != null) {
            clean.use().claim(aim.isolation(), nowNs());
            return true;
        }
        if (draining) {
            return false;
        }
        if (!mayBegin()) {
            return true;
        }
        Optional<ClientCircuit> begun = begin("general", aim.cells(), aim.path(never(excluded)));
        begun.ifPresent(circuit -> circuit.use().claim(aim.isolation(), nowNs()));
        return begun.isPresent();
    }

    /** Whether a path for a stream is being built, or can be had without a relay that failed lately. */
    boolean hopes(Aim aim, Set<NodeId> excluded) {
        return circuits.values().stream()
                        .anyMatch(c -> c.state() == ClientCircuit.State.BUILDING && fits(c, aim, excluded))
                || finder.finds(aim.path(never(excluded)), stalling(), nowNs());
    }

    private boolean fits(ClientCircuit circuit, Aim aim, Set<NodeId> excluded) {
        Plan plan = circuit.plan();
        return (circuit.use().isClean() || circuit.use().isOf(aim.isolation()))
                && plan.hops().size() == aim.hops()
                && plan.size() == aim.cells()
                && aim.servedBy(plan)
                && !excluded.contains(plan.last())
                && circuit.streams() < works.settings().streamsPerCircuit()
                && circuit.use().sinceFirstUseMs(nowNs()) < works.settings().rotateMs();
    }

    // ---- building

    private Optional<ClientCircuit> begin(String purpose, CellSize size, PathRequest request) {
        return finder.find(request, stalling(), nowNs()).map(found -> begin(Plan.of(purpose, size, found), found));
    }

    private Set<NodeId> never(Set<NodeId> excluded) {
        Set<NodeId> never = new HashSet<>(excluded);
        neighbours.all().stream()
                .filter(Neighbour::isDraining)
                .forEach(one -> never.add(one.link().peer()));
        return never;
    }

    private List<NodeId> stalling() {
        return circuits.values().stream()
                .map(ClientCircuit::building)
                .filter(build -> build != null && build.stallsBehindGuard())
                .map(CircuitBuild::adding)
                .toList();
    }

    private boolean mayBegin() {
        long building =
                circuits.values().stream().filter(c -> c.building() != null).count();
        return !(draining || works.isHeld())
                && building < works.settings().buildsAtOnce()
                && builds.take(
                        works.settings().buildsPerMinute() / 60.0,
                        works.settings().buildsBurst(),
                        nowNs());
    }

    /** Begins a circuit over a given path. */
    ClientCircuit begin(Plan plan, List<Relay> path) {
        ClientCircuit circuit = new ClientCircuit(this, streamWorks, ++lastId, plan);
        circuits.put(circuit.id(), circuit);
        CircuitBuild build = circuit.build(path);
        Optional<Link> link = links.linked(build.first().id());
        if (link.isPresent()) {
            reached(build, link.get());
        } else {
            links.connect(build.first().contact());
        }
        return circuit;
    }

    private void reached(CircuitBuild build, Link link) {
        finder.firstHop(build.first().id(), true);
        if (neighbours.of(link).isDraining()) {
            build.circuit().exceeded(DestroyReason.DRAINING);
        } else {
            build.linked(neighbours.of(link));
        }
    }

    /** A link stands. */
    public void up(Link link) {
        for (ClientCircuit circuit : all()) {
            if (circuit.waitsForLinkTo(link.peer())) {
                reached(circuit.building(), link);
            }
        }
    }

    /** A link could not be made. */
    public void failed(NodeId peer) {
        List<ClientCircuit> waiting =
                all().stream().filter(circuit -> circuit.waitsForLinkTo(peer)).toList();
        if (!waiting.isEmpty()) {
            finder.firstHop(peer, false);
        }
        waiting.forEach(circuit -> circuit.exceeded(DestroyReason.CONNECT_FAILED));
    }

    /** A link to a first hop fell silent: circuits are built behind another one until this one rested. */
    public void silent(NodeId peer) {
        boolean first = circuits.values().stream()
                .anyMatch(circuit -> circuit.plan().hops().get(0).equals(peer));
        if (first) {
            finder.firstHop(peer, false);
            finder.failed(peer, true, nowNs()); // nor is it of any use as another hop
        }
    }

    /**
     * A circuit says nothing although its exit was asked: its guard is avoided for a while when that says nothing
     * either, else the hops behind; and no stream shall meet one of them on a circuit that nobody has used yet.
     */
    void suspect(ClientCircuit silent) {
        silent.retire();
        boolean first = silent.isCutOff();
        List<NodeId> suspects = silent.plan().hops(first);
        suspects.forEach(hop -> finder.failed(hop, first, nowNs()));
        for (ClientCircuit circuit : all()) {
            if (circuit.use().isClean() && !Collections.disjoint(circuit.plan().hops(), suspects)) {
                circuit.exceeded(DestroyReason.FINISHED);
            }
        }
    }

    /** Keeps clean circuits ready. */
    void replenish() {
        long clean = circuits.values().stream()
                .filter(CircuitPool::isPrebuilt)
                .filter(c -> c.state() == ClientCircuit.State.OPEN || c.building() != null)
                .count();
        PathRequest any = new PathRequest(3, 0, null, never(Set.of()), Set.of());
        for (long have = clean; have < works.settings().prebuilt(); have++) {
            if (!mayBegin() || begin("prebuilt", CellSize.LARGE, any).isEmpty()) {
                return;
            }
        }
    }

    // ---- ageing

    /** Retires and closes what is due. */
    void age() {
        all().stream().filter(CircuitPool::isPrebuilt).forEach(ClientCircuit::askViewAgain);
        ageing.age(all(), nowNs(), works.settings(), draining);
    }

    /** Closes all circuits to new streams. */
    public void retireAll() {
        all().forEach(circuit -> Ageing.retire(circuit, DestroyReason.FINISHED));
    }

    // ---- what circuits tell

    @Override
    public BuildTimes buildTimes() {
        return buildTimes;
    }

    @Override
    public void opened(ClientCircuit circuit, long tookNs) {
        if (isPrebuilt(circuit)
                && discards.takes(isSpare(circuit, tookNs), works.settings().discardPercent())) {
            works.env().count(Counter.CIRCUITS_DISCARDED);
            circuit.exceeded(DestroyReason.FINISHED);
            return;
        }
        if (isPrebuilt(circuit)) {
            circuit.askView();
        }
        listener.opened(circuit);
        watcher.accept(circuit);
    }

    /** Whether a circuit is slow and nobody needs it: no stream waits, and another one is ready. */
    private boolean isSpare(ClientCircuit slow, long tookNs) {
        return !draining
                && !listener.isWaiting()
                && buildTimes.isSlow(
                        slow.plan().hops().size(), tookNs, works.settings().discardPercent())
                && circuits.values().stream()
                        .anyMatch(c -> c != slow && c.state() == ClientCircuit.State.OPEN && isPrebuilt(c));
    }

    private static boolean isPrebuilt(ClientCircuit circuit) {
        return circuit.plan().purpose().equals("prebuilt") && circuit.use().isClean();
    }

    @Override
    public void gone(ClientCircuit circuit, DestroyReason reason, NodeId blamed) {
        circuits.remove(circuit.id());
        if (blamed != null && reason != DestroyReason.FINISHED) {
            failed(circuit, reason, blamed);
        }
        listener.gone(circuit, reason);
        watcher.accept(circuit);
    }

    /** A relay that drains did nothing wrong. It is avoided all the same, unless its own link tells that it drains. */
    private void failed(ClientCircuit circuit, DestroyReason reason, NodeId blamed) {
        if (reason != DestroyReason.DRAINING) {
            works.env().count(Counter.CIRCUITS_FAILED);
        }
        boolean first = blamed.equals(circuit.plan().hops().get(0));
        if (reason != DestroyReason.DRAINING || !first) {
            finder.failed(blamed, first, nowNs());
        }
    }

    @Override
    public void told(NodeId relay, ViewBody view) {
        witness.told(relay, view.digest(), view.validAfterMs());
    }

    @Override
    public void streamGone(ClientCircuit circuit) {
        if (circuit.state() == ClientCircuit.State.RETIRED && circuit.streams() == 0) {
            works.env().after(0, () -> circuit.exceeded(DestroyReason.FINISHED));
        }
    }

    @Override
    public boolean connected(StreamEnd stream, IpAddress address) {
        return listener.connected(stream, address);
    }

    @Override
    public boolean resolved(StreamEnd stream, List<IpAddress> addresses, List<String> names, int ttlSeconds) {
        return listener.resolved(stream, addresses, names, ttlSeconds);
    }
}
