package org.qgate.dpn.internal.exit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.ExitRequest;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.Streams;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Role;
import org.qgate.dpn.internal.count.Tally;
import org.qgate.dpn.internal.count.Tally.What;
import org.qgate.dpn.internal.dest.Destination;
import org.qgate.dpn.internal.dial.Dialer;

/**
 * Decides what clients ask of this exit ([EXIT-1] and following). Each address is checked after resolution and then
 * connected to itself; nothing learned for one circuit is kept for another. Event loop only, the setters excepted.
 */
public final class ExitDesk {
    /** The schema of what {@link #freeze} returns. */
    private static final long SCHEMA = 1;

    /** From request to answer: one look-up and three attempts, bounded even if a part never answers. */
    static final long ANSWER_MS = 45_000;

    /** Answers to one look-up that are passed on. */
    static final int MAX_ANSWERS = 8;

    /** How long a client may keep an answer, at most, so that a forged one does not stay. */
    static final int MAX_TTL_SECONDS = 3_600;

    private final Lease lease;
    private final Dialer dialer;
    private final Clock clock;
    private final Supplier<Optional<Streams>> streams;
    private final Tally tally;
    private final TokenBuckets circuits = new TokenBuckets();
    private final TokenBuckets neighbours = new TokenBuckets();
    private final Map<Long, Pending> pending = new HashMap<>();
    private volatile ExitSettings settings;
    private volatile Surroundings surroundings;

    /** Makes a desk that serves nothing until both {@link #configure} and {@link #surroundings} were called. */
    public ExitDesk(Lease lease, Dialer dialer, Clock clock, Supplier<Optional<Streams>> streams, Tally tally) {
        this.lease = lease;
        this.dialer = dialer;
        this.clock = clock;
        this.streams = streams;
        this.tally = tally;
    }

    /** Takes new settings; what is under way goes on. Thread-safe. */
    public void configure(ExitSettings changed) {
        settings = changed;
    }

    /** Takes what was seen of the surroundings. Thread-safe. */
    public void surroundings(Surroundings seen) {
        surroundings = seen;
    }

    /** A client wants a connection. */
    public void begin(ExitRequest request) {
        ask(new Pending(request, false));
    }

    /** A client wants a name or an address looked up. */
    public void resolve(ExitRequest request) {
        ask(new Pending(request, true));
    }

    private void ask(Pending asked) {
        if (!served(asked)) {
            refuse(asked.request.stream(), StreamFailure.EXIT_POLICY);
        } else if (busy(asked.request)) {
            refuse(asked.request.stream(), StreamFailure.RESOURCES);
        } else {
            serve(asked, ANSWER_MS);
        }
    }

    private boolean served(Pending asked) {
        ExitSettings now = settings;
        return now != null
                && now.enabled()
                && (now.allowSingleHop() || !asked.request.firstHop())
                && (asked.lookUp || now.serves(asked.request.port()));
    }

    private boolean busy(ExitRequest request) {
        ExitSettings now = settings;
        return surroundings == null
                || pending.size() >= now.maxNegotiating()
                || pending.containsKey(request.stream())
                || !circuits.take(request.isolation(), clock.monoNs(), now.perCircuit())
                || !neighbours.take(request.previousHop(), clock.monoNs(), now.perNeighbour());
    }

    private void serve(Pending asked, long remainingMs) {
        Destination destination = Destination.parse(asked.request.host());
        if (destination instanceof Destination.Refused refused) {
            refuse(asked.request.stream(), refusal(refused));
            return;
        }
        remember(asked, remainingMs);
        if (destination instanceof Destination.Name name) {
            lookUp(asked, name.name());
        } else if (asked.lookUp) {
            reverse(asked, ((Destination.Literal) destination).address());
        } else {
            connect(asked, List.of(((Destination.Literal) destination).address()));
        }
    }

    private static StreamFailure refusal(Destination.Refused refused) {
        return refused.reason() == Destination.Reason.LOCAL ? StreamFailure.EXIT_POLICY : StreamFailure.NAME;
    }

    private void remember(Pending asked, long remainingMs) {
        asked.deadlineNs = clock.monoNs() + remainingMs * 1_000_000;
        asked.timer = lease.schedule(remainingMs, () -> fail(asked, StreamFailure.TIMEOUT));
        pending.put(asked.request.stream(), asked);
    }

    private void lookUp(Pending asked, String name) {
        asked.query = dialer.resolve(name, asked.request.isolation(), (addresses, names, ttl, failure) -> {
            if (asked.lookUp) {
                answer(asked, allowed(addresses, 0), List.of(), ttl, failure);
            } else {
                resolvedForConnect(asked, addresses, failure);
            }
        });
    }

    private void reverse(Pending asked, IpAddress address) {
        if (allowed(List.of(address), 0).isEmpty()) {
            fail(asked, StreamFailure.EXIT_POLICY);
            return;
        }
        asked.query = dialer.reverse(
                address,
                asked.request.isolation(),
                (addresses, names, ttl, failure) -> answer(asked, List.of(), hostNames(names), ttl, failure));
    }

    /** The stream is gone: whatever was under way for it ends. */
    public void gone(long stream) {
        Pending asked = pending.remove(stream);
        if (asked != null) {
            stop(asked);
        }
    }

    /** Returns how many requests are under way. */
    public int underWay() {
        return pending.size();
    }

    private void resolvedForConnect(Pending asked, List<IpAddress> addresses, StreamFailure failure) {
        asked.query = 0;
        if (failure != null) {
            fail(asked, failure);
        } else {
            connect(asked, addresses);
        }
    }

    private void connect(Pending asked, List<IpAddress> addresses) {
        List<IpAddress> checked = allowed(addresses, asked.request.port());
        if (checked.isEmpty()) {
            fail(asked, StreamFailure.EXIT_POLICY);
            return;
        }
        asked.dial = dialer.connect(checked, asked.request.port(), settings.connectMs(), new Dialer.Reached() {
            @Override
            public void reached(long port, IpAddress address) {
                accept(asked, port);
            }

            @Override
            public void unreached(StreamFailure reason) {
                fail(asked, reason);
            }
        });
    }

    private List<IpAddress> allowed(List<IpAddress> addresses, int port) {
        ExitSettings now = settings;
        Surroundings seen = surroundings;
        return addresses.stream()
                .filter(address -> AddressRules.allows(address, port, now, seen))
                .toList();
    }

    private void accept(Pending asked, long port) {
        long stream = asked.request.stream();
        end(asked);
        if (!lease.give(port, Role.KERNEL)) {
            lease.abort(port);
            refuse(stream, StreamFailure.OTHER);
            return;
        }
        tally.add(What.EXIT_ACCEPTED);
        overlay(overlay -> overlay.accept(stream, port));
    }

    private void answer(Pending asked, List<IpAddress> addresses, List<String> names, int ttl, StreamFailure failure) {
        asked.query = 0;
        if (failure != null || addresses.isEmpty() && names.isEmpty()) {
            fail(asked, failure != null ? failure : StreamFailure.EXIT_POLICY);
            return;
        }
        end(asked);
        tally.add(What.EXIT_ACCEPTED);
        List<IpAddress> first = addresses.subList(0, Math.min(addresses.size(), MAX_ANSWERS));
        int kept = Math.max(0, Math.min(ttl, MAX_TTL_SECONDS));
        overlay(overlay -> overlay.answer(asked.request.stream(), List.copyOf(first), names, kept));
    }

    private static List<String> hostNames(List<String> names) {
        return names.stream()
                .map(name -> Destination.parse(name.toLowerCase(Locale.ROOT)))
                .filter(Destination.Name.class::isInstance)
                .map(name -> ((Destination.Name) name).name())
                .limit(MAX_ANSWERS)
                .toList();
    }

    private void fail(Pending asked, StreamFailure reason) {
        if (pending.get(asked.request.stream()) == asked) {
            end(asked);
            refuse(asked.request.stream(), reason);
        }
    }

    private void end(Pending asked) {
        pending.remove(asked.request.stream());
        stop(asked);
    }

    private void stop(Pending asked) {
        lease.cancel(asked.timer);
        if (asked.query != 0) {
            dialer.forget(asked.query);
        }
        if (asked.dial != 0) {
            dialer.cancel(asked.dial);
        }
    }

    /** Answers in a turn of its own: the overlay is still inside the call that asked. */
    private void refuse(long stream, StreamFailure reason) {
        tally.add(What.EXIT_REFUSED);
        lease.execute(() -> overlay(overlay -> overlay.refuse(stream, reason)));
    }

    private void overlay(Consumer<Streams> call) {
        streams.get().ifPresent(call); // when the overlay is gone, so are its streams
    }

    /**
     * Exports what is under way as plain values and forgets it: look-ups are dropped, attempts to connect given up.
     */
    public Map<String, Object> freeze() {
        List<Map<String, Object>> requests = new ArrayList<>();
        long now = clock.monoNs();
        for (Pending asked : List.copyOf(pending.values())) {
            end(asked);
            requests.add(asked.freeze(now));
        }
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("schema", SCHEMA);
        state.put("requests", requests);
        Surroundings seen = surroundings;
        if (seen != null) {
            state.put("surroundings", seen.freeze());
        }
        return state;
    }

    /**
     * Takes up what another desk exported, after {@link #configure}: names are looked up and addresses connected to
     * anew, by the settings of this desk and within the time that was left. They were counted when they came.
     *
     * @throws IllegalArgumentException for another schema; then nothing was taken up
     */
    @SuppressWarnings("unchecked") // made by freeze(), whose schema is checked first
    public void thaw(Map<String, Object> state) {
        if (!Long.valueOf(SCHEMA).equals(state.get("schema"))) {
            throw new IllegalArgumentException("unknown schema of a frozen exit: " + state.get("schema"));
        }
        List<Map<String, Object>> requests = (List<Map<String, Object>>) state.get("requests");
        List<Pending> thawed = requests.stream().map(Pending::thaw).toList();
        if (surroundings == null && state.get("surroundings") != null) {
            surroundings = Surroundings.thaw((Map<String, Object>) state.get("surroundings"));
        }
        for (int i = 0; i < thawed.size(); i++) {
            Pending asked = thawed.get(i);
            if (served(asked) && surroundings != null) {
                serve(asked, (Long) requests.get(i).get("remainingMs"));
            } else {
                refuse(asked.request.stream(), StreamFailure.EXIT_POLICY);
            }
        }
    }
}
