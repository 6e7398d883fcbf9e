package org.qgate.kernel.internal.circuit.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.qgate.api.crypto.Identity;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.api.network.StreamRequest;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.stream.StreamEnd;
import org.qgate.kernel.internal.circuit.stream.StreamOwner;
import org.qgate.kernel.internal.circuit.stream.StreamWorks;

/**
 * The streams that begin at this node: first come, first served with circuits; retried only before they are connected.
 */
public final class ClientStreams implements StreamOwner, PoolListener {
    /** An exit that has neither connected nor refused after so long will not. */
    private static final long CONNECT_MS = 90_000;

    private final CellWorks works;
    private final CircuitPool pool;
    private final Askers askers;
    private final Prover prover;
    private final LongSupplier numbers;
    private final Map<Long, ClientStream> streams = new LinkedHashMap<>();
    private final Map<Long, ClientStream> waiting = new LinkedHashMap<>();
    /** Not taken; to be told in a turn of its own. */
    private final Map<ClientStream, StreamFailure> refused = new LinkedHashMap<>();

    private boolean serving;
    private boolean draining;

    /** Makes one without streams. */
    public ClientStreams(StreamWorks streamWorks, CircuitPool pool, Askers askers, Supplier<Identity> identity) {
        this.works = streamWorks.cells();
        this.pool = pool;
        this.askers = askers;
        this.prover = new Prover(works.env(), identity);
        this.numbers = streamWorks.numbers();
        pool.listener(this);
    }

    CircuitPool pool() {
        return pool;
    }

    private long nowNs() {
        return works.env().clock().monoNs();
    }

    /** Takes no new streams from now on. */
    public void drain() {
        draining = true;
    }

    /** Tells of streams that were not taken. */
    public void tellRefused() {
        Map<ClientStream, StreamFailure> told = new LinkedHashMap<>(refused);
        refused.clear();
        told.forEach(askers::failed);
    }

    /** Fails all streams that are not joined with a port yet; their circuits end next. */
    public void end() {
        draining = true;
        tellRefused();
        for (ClientStream stream : all()) {
            if (stream.end() == null || !stream.end().isSpliced()) {
                remove(stream);
                askers.failed(stream, stream.end() == null ? StreamFailure.NO_CIRCUIT : StreamFailure.CIRCUIT_LOST);
            }
        }
    }

    /** Lets thawed streams go on. */
    public void resume() {
        for (ClientStream stream : all()) {
            if (stream.end() != null) {
                stream.end().reopen();
                prover.prove(stream, this::unproven);
            }
        }
        serveSoon();
    }

    // ---- what applications ask

    /** Opens a stream, or asks a question. */
    public long open(StreamRequest request, boolean query) {
        return open(new ExitAim(request, query), null);
    }

    /**
     * Opens a stream to a service.
     *
     * @param listed whether the node can be asked as far as is known
     */
    public long dial(ServiceRequest request, boolean listed) {
        return open(new ServiceAim(request), listed ? null : StreamFailure.NO_CIRCUIT);
    }

    private long open(Aim aim, StreamFailure known) {
        ClientStream stream = new ClientStream(numbers.getAsLong(), aim, nowNs());
        boolean full = waiting.size() >= works.settings().streamsWaiting();
        StreamFailure reason =
                draining || works.isHeld() ? StreamFailure.NO_CIRCUIT : full ? StreamFailure.RESOURCES : known;
        if (reason != null) {
            refused.put(stream, reason);
            works.env().after(0, this::tellRefused);
            return stream.number();
        }
        add(stream);
        serveSoon();
        return stream.number();
    }

    void add(ClientStream stream) {
        streams.put(stream.number(), stream);
        if (stream.end() == null) {
            waiting.put(stream.number(), stream);
        }
    }

    /** Joins a connected stream with a port. */
    public void splice(long number, long port) {
        ClientStream stream = streams.get(number);
        if (stream == null
                || stream.end() == null
                || !stream.end().isConnected()
                || stream.end().isSpliced()) {
            works.env().ports().abort(port); // the stream ended while the application was being told
        } else {
            stream.end().splice(port);
        }
    }

    /** Gives a stream up. */
    public void cancel(long number) {
        ClientStream stream = streams.get(number);
        if (stream != null && (stream.end() == null || !stream.end().isSpliced())) {
            remove(stream);
            if (stream.end() != null) {
                stream.end().reset(StreamFailure.OTHER);
            }
        }
    }

    private void remove(ClientStream stream) {
        streams.remove(stream.number());
        waiting.remove(stream.number());
    }

    // ---- giving streams circuits

    /** Serves in a turn of its own: nothing is answered during the call that asked. */
    public void serveSoon() {
        if (!serving) {
            serving = true;
            works.env().after(0, () -> {
                serving = false;
                serve();
            });
        }
    }

    private void serve() {
        for (ClientStream stream : List.copyOf(waiting.values())) {
            boolean tried = stream.refusal() != null;
            if (works.isHeld() || !served(stream) && (tried || draining)) {
                noCircuit(stream); // every exit that might have taken it was tried
            }
        }
        pool.replenish();
    }

    /** Gives a stream a circuit, now or as soon as one is built. Returns false when there is no path for it. */
    private boolean served(ClientStream stream) {
        ClientCircuit circuit = pool.pick(stream.aim(), stream.excluded());
        if (circuit == null && stream.isUnlucky() && !pool.hopes(stream.aim(), stream.excluded())) {
            stream.forgive(); // what is left is worse than an exit that probably did nothing wrong
            circuit = pool.pick(stream.aim(), stream.excluded());
        }
        if (circuit == null) {
            return pool.want(stream.aim(), stream.excluded());
        }
        attach(stream, circuit);
        return true;
    }

    private void noCircuit(ClientStream stream) {
        remove(stream);
        askers.failed(stream, stream.refusal() == null ? StreamFailure.NO_CIRCUIT : stream.refusal());
    }

    private void attach(ClientStream stream, ClientCircuit circuit) {
        waiting.remove(stream.number());
        int id = circuit.edge().highestStream() + 1;
        StreamEnd end = new StreamEnd(circuit.edge(), this, id, stream.number(), true);
        stream.attach(circuit, end, nowNs());
        circuit.use().claim(stream.aim().isolation(), nowNs());
        circuit.edge().add(end);
        circuit.edge().send(stream.aim().type(), id, stream.aim().opening());
        prover.prove(stream, this::unproven);
    }

    private void unproven(ClientStream stream) {
        if (streams.containsKey(stream.number()) && Prover.owes(stream)) {
            stream.end().reset(StreamFailure.OTHER);
            remove(stream);
            askers.failed(stream, StreamFailure.OTHER);
        }
    }

    /** Ends what waited too long, ages circuits, keeps some ready. Called every second. */
    public void tick() {
        for (ClientStream stream : List.copyOf(streams.values())) {
            long waitedMs = stream.waitedMs(nowNs());
            if (stream.end() == null && waitedMs >= works.settings().streamWaitMs()) {
                noCircuit(stream);
            } else if (stream.isOverdue() && waitedMs >= CONNECT_MS) {
                remove(stream);
                stream.end().reset(StreamFailure.TIMEOUT);
                askers.failed(stream, StreamFailure.TIMEOUT);
            }
        }
        leaveSilent();
        pool.age();
        serve();
    }

    /** Takes streams that nothing was sent of away from circuits that say nothing any more ([STREAM-11]). */
    private void leaveSilent() {
        Map<ClientCircuit, Long> overdue = new LinkedHashMap<>();
        for (ClientStream stream : streams.values()) {
            if (stream.isOverdue()) {
                overdue.merge(stream.circuit(), stream.sinceNs(), (a, b) -> a - b < 0 ? a : b);
            }
        }
        overdue.forEach((circuit, sinceNs) -> {
            if (circuit.silence().lost(circuit, sinceNs, nowNs())) {
                pool.suspect(circuit);
                all().stream()
                        .filter(stream -> stream.isOverdue() && stream.circuit() == circuit)
                        .forEach(stream -> {
                            stream.end().reset(StreamFailure.CIRCUIT_LOST);
                            elsewhere(stream, StreamFailure.CIRCUIT_LOST);
                        });
            }
        });
    }

    // ---- what circuits tell

    @Override
    public boolean isWaiting() {
        return !waiting.isEmpty();
    }

    @Override
    public void opened(ClientCircuit circuit) {
        serveSoon();
    }

    @Override
    public void gone(ClientCircuit circuit, DestroyReason reason) {
        if (!waiting.isEmpty()) {
            serveSoon();
        }
    }

    @Override
    public boolean connected(StreamEnd end, IpAddress address) {
        ClientStream stream = streams.get(end.number());
        if (stream == null || stream.isQuery() || end.isConnected()) {
            return false;
        }
        end.connected();
        if (!askers.opened(stream, address)) {
            cancel(end.number());
        }
        return true;
    }

    @Override
    public boolean resolved(StreamEnd end, List<IpAddress> addresses, List<String> names, int ttlSeconds) {
        ClientStream stream = streams.get(end.number());
        if (stream == null || !stream.isQuery()) {
            return false;
        }
        remove(stream);
        end.forget();
        askers.resolved(stream, addresses, names, ttlSeconds);
        return true;
    }

    @Override
    public void ended(StreamEnd end, StreamFailure reason) {
        ClientStream stream = streams.get(end.number());
        if (stream == null || end.isConnected()) {
            streams.remove(end.number()); // told already: splicing will find it gone
            return;
        }
        elsewhere(stream, reason);
    }

    private void elsewhere(ClientStream stream, StreamFailure reason) {
        boolean helps = reason == StreamFailure.CIRCUIT_LOST
                || reason == StreamFailure.EXIT_POLICY
                || reason == StreamFailure.RESOURCES;
        if (stream.detach(reason) && helps && !draining && !works.isHeld()) {
            waiting.put(stream.number(), stream);
            serveSoon();
        } else {
            remove(stream);
            askers.failed(stream, reason);
        }
    }

    @Override
    public void finished(StreamEnd end) {
        streams.remove(end.number());
    }

    /** Returns all streams, in the order they were asked for. */
    List<ClientStream> all() {
        return new ArrayList<>(streams.values());
    }

    /** Describes all streams. */
    public List<StreamInfo> list() {
        return streams.values().stream().map(stream -> stream.info(nowNs())).toList();
    }
}
