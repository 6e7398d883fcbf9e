package org.qgate.kernel.internal.circuit.relay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.qgate.api.crypto.HopAnswer;
import org.qgate.api.crypto.HopHandshakes;
import org.qgate.api.crypto.Identity;
import org.qgate.api.network.StreamInfo;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.cell.ViewBody;
import org.qgate.kernel.internal.circuit.leg.CellWorks;
import org.qgate.kernel.internal.circuit.leg.Leg;
import org.qgate.kernel.internal.circuit.leg.Neighbour;
import org.qgate.kernel.internal.circuit.leg.Neighbours;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.kernel.internal.circuit.stream.StreamOwner;
import org.qgate.kernel.internal.directory.Duties;
import org.qgate.kernel.internal.directory.View;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.LinkClose;

/** All circuits that this node relays: takes in new ones, within limits, and counts them. */
public final class RelaySide {
    private static final int DIGEST_TEXT = 64;

    private final CellWorks works;
    private final Supplier<Duties> duties;
    private final Extensions extensions;
    private final ExitSide exits;
    private final ServiceSide services;
    private final Supplier<View> view;
    private final PendingHops pending;
    private final Set<RelayCircuit> circuits = new LinkedHashSet<>();
    private long lastNumber;
    private boolean draining;

    /**
     * Makes one without circuits.
     *
     * @param duties what this node does for others
     * @param view the verified view, which circuits may ask for
     */
    public RelaySide(
            CellWorks works,
            Supplier<Identity> identity,
            Supplier<Duties> duties,
            Extensions extensions,
            ExitSide exits,
            ServiceSide services,
            Supplier<View> view) {
        this.works = works;
        this.pending = new PendingHops(works, identity, this::made);
        this.duties = duties;
        this.extensions = extensions;
        this.exits = exits;
        this.services = services;
        this.view = view;
    }

    CellWorks works() {
        return works;
    }

    Extensions extensions() {
        return extensions;
    }

    /** Returns what circuits are told of the snapshot in force; nothing when it does not count now. */
    Optional<ViewBody> view() {
        View now = view.get();
        return now.usable(works.env().clock().wallMs()) && now.digest().length() == DIGEST_TEXT
                ? Optional.of(new ViewBody(now.digest(), now.validAfterMs()))
                : Optional.empty();
    }

    ExitSide exits() {
        return exits;
    }

    ServiceSide services() {
        return services;
    }

    /** Whether circuits go on from here. */
    boolean relaying() {
        return duties.get().relays();
    }

    /** Describes all streams that end here. */
    public List<StreamInfo> streams() {
        return Stream.concat(exits.list().stream(), services.list().stream()).toList();
    }

    /** Returns how many circuits there are. */
    public int size() {
        return circuits.size();
    }

    /** Returns all circuits. */
    public List<RelayCircuit> all() {
        return new ArrayList<>(circuits);
    }

    /** Takes no new circuits from now on. */
    public void drain() {
        draining = true;
    }

    /** There are no keys for a while: gives up hops that are being made. */
    public void hold() {
        pending.refuseAll();
        all().stream().filter(RelayCircuit::isExtending).forEach(one -> one.exceeded(DestroyReason.DRAINING));
    }

    /** While this node drains: circuits that nobody uses end, so that their clients move on. Called every second. */
    public void tick() {
        services.tick();
        if (draining) {
            all().stream().filter(RelayCircuit::staysVacant).forEach(one -> one.exceeded(DestroyReason.DRAINING));
        }
    }

    /** A CREATE came ([CELL-4]). */
    public void create(Neighbour from, int id, byte[] handshake) {
        if (!from.mayTake(id)) {
            works.env().count(Counter.CREATES_REFUSED);
            from.link().close(LinkClose.PROTOCOL);
            return;
        }
        DestroyReason refusal = refusal(from);
        if (refusal == DestroyReason.NONE) {
            pending.add(from, id, handshake);
        } else {
            works.env().count(Counter.CREATES_REFUSED);
            from.sendDestroy(id, refusal);
        }
    }

    private DestroyReason refusal(Neighbour from) {
        if (draining || works.isHeld()) {
            return DestroyReason.DRAINING;
        }
        if (!duties.get().listed()) {
            return DestroyReason.PROTOCOL;
        }
        boolean room = from.relayed() < works.settings().circuitsPerLink()
                && circuits.size() + pending.size() < works.settings().circuitsRelayed();
        return room && from.allowCreate() ? DestroyReason.NONE : DestroyReason.LIMIT;
    }

    private void made(Leg leg, HopAnswer answer) {
        add(new RelayCircuit(this, ++lastNumber, leg, answer.size(), answer.layers()));
        leg.neighbour().send(ControlType.CREATED, leg.id(), answer.created());
    }

    void add(RelayCircuit circuit) {
        circuits.add(circuit);
    }

    void gone(RelayCircuit circuit) {
        circuits.remove(circuit);
    }

    /** Returns everything; circuits that are being made or extended are given up ([CELL-10]). */
    public Map<String, Object> freeze(Neighbours neighbours) {
        pending.abandon(neighbours);
        all().stream().filter(RelayCircuit::isExtending).forEach(circuit -> circuit.exceeded(DestroyReason.NONE));
        for (RelayCircuit circuit : all()) {
            if (circuit.edge() != null) {
                circuit.edge().settle(); // before anything is exported: it queues cells, and may end the circuit
            }
        }
        return Map.of(
                "lastNumber", lastNumber,
                "circuits", all().stream().map(RelayStates::freeze).toList(),
                "streams", exits.freeze(),
                "services", services.freeze());
    }

    /** Takes up what {@link #freeze} returned. */
    public void thaw(Neighbours neighbours, Plain state) {
        lastNumber = state.number("lastNumber");
        HopHandshakes hops = works.env().crypto().hops();
        List<Plain> served = state.has("services") ? state.maps("services") : List.of();
        LongFunction<StreamOwner> owners = number -> ServiceSide.owns(served, number) ? services : exits;
        state.maps("circuits").forEach(circuit -> add(RelayStates.thaw(this, neighbours, hops, circuit, owners)));
        exits.thaw(state.maps("streams"), all());
        services.thaw(served, all());
    }

    /** Lets thawed streams go on. */
    public void resume() {
        exits.resume();
        services.resume();
    }
}
