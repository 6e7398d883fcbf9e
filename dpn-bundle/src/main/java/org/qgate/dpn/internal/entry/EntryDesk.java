package org.qgate.dpn.internal.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.crypto.CellSize;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamRequest;
import org.qgate.api.network.Streams;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.Slab;
import org.qgate.dpn.internal.count.Tally;
import org.qgate.dpn.internal.count.Tally.What;
import org.qgate.dpn.internal.dest.Destination;
import org.qgate.dpn.internal.dial.Dialer;
import org.qgate.dpn.internal.proxy.Failure;
import org.qgate.dpn.internal.proxy.HttpSession;
import org.qgate.dpn.internal.proxy.ProxyRequest;
import org.qgate.dpn.internal.proxy.ProxySession;
import org.qgate.dpn.internal.proxy.SocksSession;
import org.qgate.dpn.internal.proxy.Step;
import org.qgate.dpn.internal.rules.RuleBook;

/**
 * From an application's connection to a stream ([DPN-1] and following): negotiates, applies the rules, answers, and
 * lets go. No circuit means a failure, never a direct connection. Event loop only, marked methods excepted.
 */
public final class EntryDesk implements DirectRoute.Caller {
    private final Lease lease;
    private final DirectRoute direct;
    private final Clock clock;
    private final Supplier<Optional<Streams>> streams;
    private final RuleBook rules;
    private final Tally tally;
    private final Runnable literalSeen;
    private final AtomicLong identity;
    private final Map<Long, Client> clients = new HashMap<>();
    private final Map<Long, Client> waiting = new HashMap<>();
    private volatile EntrySettings settings;
    private volatile int negotiating;

    /**
     * Makes a desk.
     *
     * @param literalSeen called for each request that names an address
     */
    public EntryDesk(
            Lease lease,
            Dialer dialer,
            Clock clock,
            Supplier<Optional<Streams>> streams,
            RuleBook rules,
            Tally tally,
            EntrySettings settings,
            Runnable literalSeen) {
        this.lease = lease;
        this.direct = new DirectRoute(dialer, this);
        this.clock = clock;
        this.identity = new AtomicLong(clock.wallMs()); // no identity of an earlier desk comes back
        this.streams = streams;
        this.rules = rules;
        this.tally = tally;
        this.settings = settings;
        this.literalSeen = literalSeen;
    }

    /** Takes new settings; what is under way keeps its deadlines. Thread-safe. */
    public void configure(EntrySettings changed) {
        settings = changed;
    }

    /** Lets following requests use new circuits. Thread-safe. */
    public void newIdentity() {
        identity.incrementAndGet();
    }

    /** Returns the identity, which each change and each start raises. Thread-safe. */
    public long identity() {
        return identity.get();
    }

    /** Goes on with the identity of the desk whose work is taken up. Thread-safe. */
    public void identity(long taken) {
        identity.set(taken);
    }

    /** Returns how many applications wait for their answer. Thread-safe. */
    public int negotiating() {
        return negotiating;
    }

    /** Returns the streams that applications wait for. */
    public Set<Long> waiting() {
        return Set.copyOf(waiting.keySet());
    }

    /** An application connected to the listener of this name: {@code socks} or {@code http}. */
    public void accepted(long port, String listener, Endpoint remote) {
        ProxySession session = listener.equals("http") ? new HttpSession() : new SocksSession();
        Client client = new Client(port, listener, remote, session);
        if (clients.size() >= settings.maxNegotiating()) {
            answerAndClose(client, session.failed(Failure.BUSY));
            tally.add(What.REFUSED);
            return;
        }
        remember(client, settings.negotiationMs());
    }

    private void remember(Client client, long remainingMs) {
        clients.put(client.port, client);
        negotiating = clients.size();
        deadline(client, remainingMs);
    }

    private void deadline(Client client, long remainingMs) {
        lease.cancel(client.timer);
        client.deadlineNs = clock.monoNs() + remainingMs * 1_000_000;
        client.timer =
                lease.schedule(remainingMs, () -> fail(client, client.negotiating() ? Failure.SLOW : Failure.TIMEOUT));
    }

    /** Bytes of an application; returns how many were consumed. */
    public int received(long port, byte[] bytes, int offset, int length) {
        Client client = clients.get(port);
        if (client == null) {
            return length; // answered and closing: what still arrives is of no use
        }
        if (!client.negotiating()) {
            lease.pause(port); // what the application sends early stays for the splice, unread and unconsumed
            return 0;
        }
        client.spoke = true;
        Step step = client.session.feed(bytes, offset, length);
        write(port, step.reply());
        if (step.failure() != null) {
            tally.add(What.REFUSED);
            drop(client);
            lease.close(port);
        } else if (step.request() != null) {
            client.asked = step.request().kind();
            if (step.consumed() < length) {
                lease.pause(port);
            }
            deadline(client, settings.connectMs());
            decide(client, step.request());
        }
        return step.consumed();
    }

    /** The application closed its sending half: half a request is told so, a whole one is given up. */
    public void inputClosed(long port) {
        Client client = clients.get(port);
        if (client != null && client.negotiating() && client.spoke) {
            fail(client, Failure.MALFORMED);
        } else {
            gone(port);
        }
    }

    /** The connection is gone, or of no use any more: what it waited for is given up. */
    public void gone(long port) {
        Client client = clients.get(port);
        if (client == null) {
            return;
        }
        drop(client);
        if (client.stream != 0) {
            streams.get().ifPresent(overlay -> overlay.cancel(client.stream));
        }
        lease.close(port);
    }

    private void decide(Client client, ProxyRequest request) {
        if (!rules.readable()) {
            fail(client, Failure.NO_RULES); // before anything: no question is answered either
            return;
        }
        Destination destination = Destination.parse(request.host());
        if (destination instanceof Destination.Refused refused) {
            boolean local = refused.reason() == Destination.Reason.LOCAL;
            fail(client, local ? Failure.LOCAL_NAME : Failure.BAD_DESTINATION);
            return;
        }
        boolean literal = destination instanceof Destination.Literal;
        if (literal && request.kind() == ProxyRequest.Kind.CONNECT) {
            tally.add(What.LITERAL_ADDRESSES);
            literalSeen.run();
        }
        if (!literal && request.kind() == ProxyRequest.Kind.REVERSE) {
            fail(client, Failure.BAD_DESTINATION);
        } else if (literal && request.kind() == ProxyRequest.Kind.RESOLVE) {
            lookedUp(client, List.of(((Destination.Literal) destination).address()), List.of());
        } else {
            route(client, request, destination);
        }
    }

    private void route(Client client, ProxyRequest request, Destination destination) {
        switch (rules.decide(destination, request.port(), settings.byDefault())) {
            case BLOCK -> fail(client, Failure.BLOCKED);
            case DIRECT -> direct.begin(client, request, destination);
            case ONE -> overlay(client, request, destination, 1);
            case THREE -> overlay(client, request, destination, 3);
            case FIVE -> overlay(client, request, destination, 5);
        }
    }

    private void overlay(Client client, ProxyRequest request, Destination destination, int hops) {
        Optional<Streams> overlay = streams.get();
        if (overlay.isEmpty()) {
            fail(client, Failure.ABSENT);
            return;
        }
        String host = text(destination);
        String isolation = isolation(client, request, host);
        StreamRequest asked = new StreamRequest(host, request.port(), isolation, hops, CellSize.LARGE);
        client.stream = request.kind() == ProxyRequest.Kind.CONNECT
                ? overlay.get().open(asked)
                : overlay.get().resolve(asked);
        waiting.put(client.stream, client);
    }

    private static String text(Destination destination) {
        return destination instanceof Destination.Literal literal
                ? literal.address().toString()
                : ((Destination.Name) destination).name();
    }

    private String isolation(Client client, ProxyRequest request, String host) {
        Isolation key = Isolation.key()
                .with(identity.get())
                .with(client.listener)
                .with(client.remote.address().bytes())
                .with(client.session.protocol())
                .with(request.credentials());
        return settings.isolateDestination()
                ? key.with(host).with(request.port()).hex()
                : key.hex();
    }

    @Override
    public void reached(Client client, long target, IpAddress address) {
        if (!rules.readable()) {
            lease.abort(target); // the rule went while the destination was called
            fail(client, Failure.NO_RULES);
            return;
        }
        drop(client);
        tally.add(What.ACCEPTED);
        answerOpened(client, address);
        lease.join(client.port, target);
    }

    /** Ends what direct rules joined: nobody knows the rules any more. */
    public void endDirect() {
        direct.end(lease, clients.keySet());
    }

    @Override
    public void unreached(Client client, StreamFailure reason) {
        fail(client, Failure.of(reason));
    }

    /** The overlay opened a stream: the application hears it, then both are spliced. */
    public void opened(long stream, IpAddress connectedTo) {
        Client client = waiting.get(stream);
        Optional<Streams> overlay = streams.get();
        if (client == null || overlay.isEmpty()) {
            overlay.ifPresent(present -> present.cancel(stream)); // nobody waits for it any more
            return;
        }
        drop(client);
        answerOpened(client, connectedTo);
        if (lease.give(client.port, Role.KERNEL)) {
            tally.add(What.ACCEPTED);
            overlay.get().splice(stream, client.port);
        } else {
            tally.add(What.FAILED);
            overlay.get().cancel(stream);
            lease.close(client.port);
        }
    }

    private void answerOpened(Client client, IpAddress connectedTo) {
        write(client.port, client.session.opened(connectedTo));
        client.session.prelude().ifPresent(prelude -> {
            lease.pause(client.port);
            lease.putBack(client.port, prelude.head(), prelude.more());
        });
    }

    /** The overlay could not open a stream. */
    public void failed(long stream, StreamFailure reason) {
        Client client = waiting.remove(stream);
        if (client != null) {
            client.stream = 0; // it ended by itself: nothing to cancel
            fail(client, Failure.of(reason));
        }
    }

    /** The overlay answered a look-up. */
    public void resolved(long stream, List<IpAddress> addresses, List<String> names, StreamFailure failure) {
        boolean found = !addresses.isEmpty() || !names.isEmpty();
        Client client = found ? waiting.remove(stream) : null;
        if (client != null) {
            client.stream = 0;
            lookedUp(client, addresses, names);
        } else {
            failed(stream, failure == null ? StreamFailure.NAME : failure);
        }
    }

    @Override
    public void lookedUp(Client client, List<IpAddress> addresses, List<String> names) {
        drop(client);
        tally.add(What.ACCEPTED);
        answerAndClose(client, client.session.resolved(addresses, names));
    }

    private void fail(Client client, Failure failure) {
        if (clients.get(client.port) != client) {
            return;
        }
        drop(client);
        if (client.stream != 0) {
            streams.get().ifPresent(overlay -> overlay.cancel(client.stream));
        }
        tally.add(failure.refusedHere() ? What.REFUSED : What.FAILED);
        answerAndClose(client, client.session.failed(failure));
    }

    /** Forgets a client and whatever it waited for at this machine. */
    private void drop(Client client) {
        clients.remove(client.port);
        negotiating = clients.size();
        waiting.remove(client.stream, client); // an overlay that began anew may use the number again
        lease.cancel(client.timer);
        direct.stop(client);
    }

    private void answerAndClose(Client client, byte[] answer) {
        write(client.port, answer);
        lease.close(client.port);
    }

    private void write(long port, byte[] bytes) {
        if (bytes.length > 0) {
            Slab slab = lease.slab(bytes.length);
            System.arraycopy(bytes, 0, slab.array(), slab.offset(), bytes.length);
            lease.commit(port, slab, bytes.length);
            lease.flush(port);
        }
    }

    /** Exports what is half done as plain values and forgets it; what a direct rule has under way is closed. */
    public List<Map<String, Object>> freeze() {
        List<Map<String, Object>> records = new ArrayList<>();
        long now = clock.monoNs();
        for (Client client : List.copyOf(clients.values())) {
            drop(client);
            if (client.portable()) {
                records.add(client.freeze(now));
            } else {
                lease.abort(client.port);
            }
        }
        return records;
    }

    /**
     * Takes up what another desk exported.
     *
     * @throws IllegalArgumentException when a record is not understood; then nothing was taken up
     */
    public void thaw(List<Map<String, Object>> records) {
        List<Client> thawed = records.stream().map(Client::thaw).toList();
        for (int i = 0; i < thawed.size(); i++) {
            Client client = thawed.get(i);
            remember(client, (Long) records.get(i).get("remainingMs"));
            if (client.stream != 0) {
                waiting.put(client.stream, client);
            }
        }
    }
}
