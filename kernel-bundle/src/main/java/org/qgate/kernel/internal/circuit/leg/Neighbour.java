package org.qgate.kernel.internal.circuit.leg;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.qgate.api.crypto.CellSize;
import org.qgate.common.wire.WireWriter;
import org.qgate.kernel.internal.Counter;
import org.qgate.kernel.internal.circuit.cell.CellCommand;
import org.qgate.kernel.internal.circuit.cell.DestroyReason;
import org.qgate.kernel.internal.circuit.settings.Plain;
import org.qgate.kernel.internal.link.ControlType;
import org.qgate.kernel.internal.link.Link;

/**
 * All circuits of one link. While the link is not writable, cells wait in their legs; then the leg that sent least of
 * late goes first, by a moving average that halves every ten seconds (Tor's EWMA scheduler), so that bulk never starves
 * interactive traffic.
 */
public final class Neighbour {
    /** Five times what one circuit may ([SERVE-4]). */
    private static final int SERVICES_PER_SECOND = 500;

    private static final int SERVICES_BURST = 5_000;

    private static final double HALF_LIFE_NS = 10e9;
    /** Past so many half-lives all averages are scaled down, long before a double overflows. */
    private static final double RESCALE_HALF_LIVES = 64;

    private static final int CELLS_A_TURN = 4;
    private static final int CELLS_BETWEEN_AGEING = 256;
    private static final int INITIATOR_BIT = 0x80000000;

    private final CellWorks works;
    private final Link link;
    private final IntMap<Leg> legs = new IntMap<>();
    private final PriorityQueue<Leg> waiting =
            new PriorityQueue<>(Comparator.comparingDouble((Leg leg) -> leg.activity));
    private final ArrayDeque<Leg> starved = new ArrayDeque<>();
    private final TokenBucket creates = new TokenBucket();
    private final TokenBucket services = new TokenBucket();
    private int lastId;
    private int relayed;
    private boolean draining;
    private final Map<Integer, DestroyReason> owed = new LinkedHashMap<>();
    private boolean gone;
    private boolean frozen;
    private long epochNs;
    private double increment = 1;
    private int sinceAged;

    /** Makes one; without a link it is gone from the beginning. */
    Neighbour(CellWorks works, Link link) {
        this.works = works;
        this.link = link;
        this.gone = link == null;
        this.epochNs = works.env().clock().monoNs();
        // Where ids begin tells nothing of how many circuits there were.
        this.lastId = works.env().crypto().random().below(Integer.MAX_VALUE);
    }

    /** Returns the link. */
    public Link link() {
        return link;
    }

    CellWorks works() {
        return works;
    }

    /** Whether the link is gone. */
    public boolean isGone() {
        return gone;
    }

    /** Whether the other end takes no new circuits. */
    public boolean isDraining() {
        return draining;
    }

    /** The other end takes no new circuits from now on. */
    public void draining(boolean now) {
        draining = now;
    }

    /** Takes a token for a CREATE of the other end. */
    public boolean allowCreate() {
        return creates.take(
                works.settings().createsPerSecond(),
                works.settings().createsBurst(),
                works.env().clock().monoNs());
    }

    /** Takes a token for a stream by protocol: over one neighbour come the circuits of many. */
    public boolean allowService() {
        return services.take(
                SERVICES_PER_SECOND, SERVICES_BURST, works.env().clock().monoNs());
    }

    /** Whether there are circuits on this link. */
    public boolean carries() {
        return legs.size() > 0;
    }

    /** Returns how many circuits run over this link. */
    public int circuits() {
        return legs.size();
    }

    /** Returns how many circuits the other end made over this link. */
    public int relayed() {
        return relayed;
    }

    /** Begins a circuit of this node's making: a fresh id, the link's initiator with the high bit set ([CELL-3]). */
    public Leg begin(CellSize size, LegOwner owner) {
        int high = link.initiator() ? INITIATOR_BIT : 0;
        do {
            lastId = lastId + 1 & Integer.MAX_VALUE;
        } while (lastId == 0 || legs.find(lastId | high) != null);
        return add(lastId | high, size, owner);
    }

    /** Whether the other end may use an id for a new circuit. */
    public boolean mayTake(int id) {
        return theirs(id) && (id & Integer.MAX_VALUE) != 0 && legs.find(id) == null;
    }

    /** Registers a circuit of the other end's making. */
    public Leg take(int id, CellSize size, LegOwner owner) {
        return add(id, size, owner);
    }

    private Leg add(int id, CellSize size, LegOwner owner) {
        Leg leg = new Leg(this, id, size, owner);
        legs.put(id, leg);
        relayed += theirs(id) ? 1 : 0;
        return leg;
    }

    private boolean theirs(int id) {
        return link != null && (id & INITIATOR_BIT) != 0 != link.initiator();
    }

    void remove(Leg leg) {
        legs.remove(leg.id());
        relayed -= theirs(leg.id()) ? 1 : 0;
        waiting.remove(leg);
        starved.remove(leg);
    }

    /** Finds a circuit; null when there is none. */
    public Leg find(int id) {
        return legs.find(id);
    }

    /** Sends a control message about a circuit. */
    public void send(ControlType type, int id, byte[] body) {
        if (!gone) {
            link.control(
                    type, new WireWriter(4 + body.length).i32(id).bytes(body).toBytes());
        }
    }

    /** Tells the other end that a circuit is no more; during a hand-over its next owner does. */
    public void sendDestroy(int id, DestroyReason reason) {
        if (frozen) {
            owed.put(id, reason);
        } else {
            send(ControlType.DESTROY, id, new byte[] {(byte) reason.code()});
        }
    }

    boolean isFrozen() {
        return frozen;
    }

    /** The link sends nothing any more: what is still to be told is part of {@link #freeze}. */
    void stop() {
        frozen = true;
    }

    /** Hands cells to their circuits. Those of circuits that are no more are dropped. */
    public void cells(CellSize size, byte[] buffer, int offset, int count) {
        int at = offset;
        for (int i = 0; i < count && !gone; i++, at += size.cell()) {
            int id = (buffer[at] & 255) << 24
                    | (buffer[at + 1] & 255) << 16
                    | (buffer[at + 2] & 255) << 8
                    | buffer[at + 3] & 255;
            Leg leg = legs.find(id);
            if (leg != null) {
                cell(leg, size, buffer[at + 4] & 255, buffer, at + CellSize.HEADER);
            }
        }
    }

    private void cell(Leg leg, CellSize size, int command, byte[] buffer, int body) {
        boolean known = command == CellCommand.RELAY || command == CellCommand.RELAY_EARLY;
        if (known && size == leg.size()) {
            leg.owner().cell(command, buffer, body);
        } else {
            works.env().count(Counter.CELLS_REFUSED);
            leg.owner().exceeded(DestroyReason.PROTOCOL);
        }
    }

    /** Whether a cell may go straight into the link's record. */
    boolean direct() {
        return waiting.isEmpty() && !gone && !frozen && link.writable();
    }

    void waits(Leg leg) {
        waiting.add(leg);
    }

    void starve(Leg leg) {
        if (!leg.starved) {
            leg.starved = true;
            starved.add(leg);
        }
    }

    void sent(Leg leg) {
        leg.activity += increment;
        if (++sinceAged == CELLS_BETWEEN_AGEING) {
            age();
        }
    }

    /** The link takes cells again: the quietest circuits first, then those that this node held back. */
    public void writable() {
        age();
        while (!waiting.isEmpty() && link.writable()) {
            Leg leg = waiting.poll();
            if (leg.drain(CELLS_A_TURN)) {
                waiting.add(leg);
            }
        }
        for (int n = starved.size(); n > 0; n--) {
            Leg leg = starved.poll();
            if (leg == null) {
                return; // a circuit that was woken before ended others
            }
            leg.starved = false;
            if (leg.roomForOwn()) {
                leg.owner().writable();
            } else {
                starve(leg);
            }
        }
    }

    private void age() {
        sinceAged = 0;
        double halfLives = (works.env().clock().monoNs() - epochNs) / HALF_LIFE_NS;
        if (halfLives > RESCALE_HALF_LIVES) {
            double scale = Math.pow(2, -halfLives);
            legs.all().forEach(leg -> leg.activity *= scale); // one factor for all: the order stays
            epochNs = works.env().clock().monoNs();
            halfLives = 0;
        }
        increment = Math.pow(2, halfLives);
    }

    /** Returns all circuits on this link. */
    public List<Leg> all() {
        return new ArrayList<>(legs.all());
    }

    /** Ends the circuits of certain owners: those that are not worth a hand-over. */
    public void abandon(Predicate<LegOwner> which) {
        for (Leg leg : legs.all()) {
            if (which.test(leg.owner())) {
                leg.destroy(DestroyReason.NONE);
            }
        }
    }

    Map<String, Object> freeze() {
        List<Long> owedIds = new ArrayList<>();
        List<Long> owedReasons = new ArrayList<>();
        owed.forEach((id, reason) -> {
            owedIds.add((long) id);
            owedReasons.add((long) reason.code());
        });
        return Map.of(
                "link", link.id(),
                "lastId", (long) lastId,
                "draining", draining,
                "owedIds", owedIds,
                "owedReasons", owedReasons);
    }

    void thaw(Plain state) {
        lastId = (int) state.number("lastId");
        draining = state.flag("draining");
        List<Long> ids = state.longs("owedIds");
        List<Long> reasons = state.longs("owedReasons");
        for (int i = 0; i < ids.size(); i++) {
            owed.put(ids.get(i).intValue(), DestroyReason.of(reasons.get(i).intValue()));
        }
    }

    /** Tells what could not be told during a hand-over. */
    void tellOwed() {
        owed.forEach(this::sendDestroy);
        owed.clear();
    }

    /** Whether the link is gone, or nothing came over it since it was last asked. */
    public boolean isCutOff() {
        return gone || link.isDoubted();
    }

    /** The link is gone, and so are all circuits on it. */
    public void down() {
        gone = true;
        for (Leg leg : legs.all()) {
            if (leg.isOpen()) {
                leg.close();
                leg.owner().destroyed(DestroyReason.LINK_LOST);
            }
        }
    }

    /** The answer to a CREATE came; for a circuit that is no more it is dropped. */
    public void created(int id, byte[] answer) {
        Leg leg = legs.find(id);
        if (leg != null) {
            leg.owner().created(answer);
        }
    }

    /** The other end destroyed a circuit. */
    public void destroyed(int id, DestroyReason reason) {
        Leg leg = legs.find(id);
        if (leg != null) {
            leg.close();
            leg.owner().destroyed(reason);
        }
    }
}
