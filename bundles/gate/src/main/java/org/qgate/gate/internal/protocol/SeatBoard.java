package org.qgate.gate.internal.protocol;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.qgate.api.base.Clock;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.ServiceStreams;

/** Which protocol is served from which seat. Thread-safe. */
final class SeatBoard implements Seats {
    private static final Pattern NAME = Pattern.compile(ServiceStreams.PROTOCOL);
    /** Names are what extenders provide; whoever makes up more than this has no good reason. */
    private static final int MOST_TALLIES = 4_096;

    private final PortDesk desk;
    private final Clock clock;
    private final Map<String, PlainSeat> seats = new ConcurrentHashMap<>();
    private final Map<String, Tally> tallies = new ConcurrentHashMap<>();
    private final Tally others = new Tally();
    private volatile Consumer<String> turnedAway = protocol -> {};

    SeatBoard(PortDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /**
     * Checks a name.
     *
     * @throws QGateException QG-EXT-0047
     */
    static void checkName(String protocol) {
        if (!NAME.matcher(protocol).matches()) {
            throw new QGateException(ExtenderError.PROTOCOL_NAME, "'" + protocol + "' is no name of a protocol");
        }
    }

    @Override
    public Seat seat() {
        return new PlainSeat(this, desk, new ServiceGate(clock));
    }

    @Override
    public ProtocolUse use(String protocol) {
        Tally tally = tallies.get(protocol);
        return tally == null ? new ProtocolUse(0, 0, 0) : tally.use();
    }

    Tally tally(String protocol) {
        Tally known = tallies.get(protocol);
        if (known != null) {
            return known;
        }
        return tallies.size() < MOST_TALLIES ? tallies.computeIfAbsent(protocol, name -> new Tally()) : others;
    }

    @Override
    public void whenTurnedAway(Consumer<String> told) {
        turnedAway = told;
    }

    /** Returns from where a protocol is served that somebody wants, or null. */
    PlainSeat of(String protocol) {
        PlainSeat seat = seats.get(protocol);
        if (seat == null) {
            turnedAway.accept(protocol);
        }
        return seat;
    }

    Set<String> served() {
        return Set.copyOf(seats.keySet());
    }

    /** Puts servers on a seat; the seat changes what it serves by the step in between. */
    synchronized void put(PlainSeat seat, Collection<String> protocols, Runnable change) {
        for (String protocol : protocols) {
            checkName(protocol);
            PlainSeat holder = seats.get(protocol);
            if (holder != null && holder != seat) {
                throw new QGateException(ExtenderError.SERVED_ALREADY, "'" + protocol + "' is served already");
            }
        }
        change.run();
        protocols.forEach(protocol -> seats.put(protocol, seat));
        Set<String> kept = new HashSet<>(protocols);
        seats.entrySet().removeIf(each -> each.getValue() == seat && !kept.contains(each.getKey()));
    }
}
