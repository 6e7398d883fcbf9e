package org.qgate.dpn.internal.exit;

import java.util.HashMap;
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
    /** From request to answer: one look-up and three attempts, bounded even if a part never answers. */
    static final long ANSWER_MS = 45_000;

    /** Answers to one look-up that are passed on. */
    static final int MAX_ANSWERS = 8;

    /** How long a client may keep an answer, at most, so that a forged one does not stay. */
    static final int MAX_TTL_SECONDS = 3_600;

    private static final class Pending {
        private final ExitRequest request;
        private long timer;
        private long query;
        private long dial;

        Pending(ExitRequest request) {
            this.request = request;
        }
    }

    private final Lease lease;
    private final Dialer dialer;
    private final Clock clock;
    private final Supplier<Optional<Streams>> streams;
    private final Tally tally;
    private final CircuitRates rates = new CircuitRates();
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
        StreamFailure refusal = refusal(request, true);
        if (refusal != null) {
            refuse(request.stream(), refusal);
            return;
        }
        Destination destination = Destination.parse(request.host());
        if (destination instanceof Destination.Literal literal) {
            connect(remember(request), List.of(literal.address()));
        } else if (destination instanceof Destination.Name name) {
            Pending asked = remember(request);
            asked.query = dialer.resolve(
                    name.name(),
                    request.isolation(),
                    (addresses, names, ttl, failure) -> resolvedForConnect(asked, addresses, failure));
        } else {
            refuse(request.stream(), refusal((Destination.Refused) destination));
        }
    }

    /** A client wants a name or an address looked up. */
    public void resolve(ExitRequest request) {
        StreamFailure refusal = refusal(request, false);
        if (refusal != null) {
            refuse(request.stream(), refusal);
            return;
        }
        Destination destination = Destination.parse(request.host());
        if (destination instanceof Destination.Literal literal) {
            reverse(request, literal.address());
        } else if (destination instanceof Destination.Name name) {
            Pending asked = remember(request);
            asked.query = dialer.resolve(name.name(), request.isolation(), (addresses, names, ttl, failure) ->
                    answer(asked, allowed(addresses, 0), List.of(), ttl, failure));
        } else {
            refuse(request.stream(), refusal((Destination.Refused) destination));
        }
    }

    private void reverse(ExitRequest request, IpAddress address) {
        if (allowed(List.of(address), 0).isEmpty()) {
            refuse(request.stream(), StreamFailure.EXIT_POLICY);
            return;
        }
        Pending asked = remember(request);
        asked.query = dialer.reverse(address, request.isolation(), (addresses, names, ttl, failure) ->
                answer(asked, List.of(), hostNames(names), ttl, failure));
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

    private StreamFailure refusal(ExitRequest request, boolean withPort) {
        ExitSettings now = settings;
        boolean singleHop = request.firstHop() && now != null && !now.allowSingleHop();
        if (now == null || !now.enabled() || singleHop || withPort && !now.serves(request.port())) {
            return StreamFailure.EXIT_POLICY;
        }
        boolean busy = surroundings == null
                || pending.size() >= now.maxNegotiating()
                || pending.containsKey(request.stream())
                || !rates.take(request.isolation(), clock.monoNs(), now.ratePerSecond(), now.burst());
        return busy ? StreamFailure.RESOURCES : null;
    }

    private static StreamFailure refusal(Destination.Refused refused) {
        return refused.reason() == Destination.Reason.LOCAL ? StreamFailure.EXIT_POLICY : StreamFailure.NAME;
    }

    private Pending remember(ExitRequest request) {
        Pending asked = new Pending(request);
        asked.timer = lease.schedule(ANSWER_MS, () -> fail(asked, StreamFailure.TIMEOUT));
        pending.put(request.stream(), asked);
        return asked;
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
}
