package org.qgate.ext.testkit;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.net.CallHandler;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Net;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.StreamHandler;
import org.qgate.ext.net.Target;

/** Streams and calls of one host, over the network's wires. Guarded by {@link Turns}. */
final class KitNet implements Net {
    private static final Pattern PROTOCOL = Pattern.compile("[a-z0-9./-]{1,64}");
    private static final Pattern NODE = Pattern.compile("[0-9a-f]{64}");
    private static final int LONGEST_CALL = 1 << 20;
    private static final int LONGEST_ISOLATION = 64;
    private static final int MOST_NODES = 1_000;
    private static final long LONGEST_MS = 120_000;

    private final Pass pass;
    private final TestNode node;
    private final Crew crew;
    private final Map<String, CallHandler> calls = new HashMap<>();
    private final Map<String, StreamHandler> accepts = new HashMap<>();
    private final Set<KitStream> open = new LinkedHashSet<>();
    private int places;
    private int serving;

    KitNet(Pass pass, TestNode node, Crew crew) {
        this.pass = pass;
        this.node = node;
        this.crew = crew;
        pass.watch(() -> Set.copyOf(open).forEach(KitStream::look));
    }

    Pass pass() {
        return pass;
    }

    long delayMs() {
        return node.network().delayMs();
    }

    @Override
    public List<String> nodes(String protocol) {
        pass.use(Permission.NET_DIAL, Bounds.matching("the protocol", protocol, PROTOCOL));
        return node.network().nodes(protocol).stream().limit(MOST_NODES).toList();
    }

    @Override
    public Stream dial(Target target, long atMostMs) {
        permitted(target, atMostMs);
        made();
        synchronized (pass.turns()) {
            reserve(Permission.NET_DIAL);
            boolean well = false;
            try {
                Stream stream = new Passage(node, this, target, atMostMs).dial();
                well = true;
                return stream;
            } finally {
                places -= well ? 0 : 1;
            }
        }
    }

    @Override
    public byte[] call(Target target, byte[] request, long atMostMs) {
        permitted(target, atMostMs);
        byte[] copy = Bounds.bytes("the request", request, 0, LONGEST_CALL).clone();
        made();
        pass.pay(Permission.NET_DIAL, pass.paces().out(), copy.length, atMostMs);
        byte[] response = new Passage(node, this, target, atMostMs).call(copy);
        pass.pay(Permission.NET_DIAL, pass.paces().in(), response.length, LONGEST_MS);
        return response;
    }

    private void permitted(Target target, long atMostMs) {
        Bounds.present("the target", target);
        pass.use(Permission.NET_DIAL, Bounds.matching("the protocol", target.protocol(), PROTOCOL));
        Bounds.within("the time", atMostMs, 1, LONGEST_MS);
        Bounds.longest("the isolation", target.isolation(), LONGEST_ISOLATION);
        Bounds.matching("a node's id", target.node(), NODE);
    }

    private void made() {
        if (!pass.paces().made().take(1)) {
            throw pass.limit(Permission.NET_DIAL, "the quota of calls a second is used up");
        }
    }

    private void reserve(Permission permission) {
        if (places >= pass.sheet().limits().streams()) {
            throw pass.limit(permission, "the quota of open streams is used up");
        }
        places++;
    }

    /** Holds a stream in a reserved place until it is closed. */
    KitStream hold(Permission permission, String protocol, Caller peer, Lane in, Lane out) {
        KitStream stream = new KitStream(this, permission, protocol, peer, in, out);
        open.add(stream);
        stream.look();
        return stream;
    }

    void remove(KitStream stream) {
        places -= open.remove(stream) ? 1 : 0;
        pass.turns().changed();
    }

    @Override
    public void accept(String protocol, StreamHandler handler) {
        Bounds.present("the handler", handler);
        provide(protocol);
        synchronized (pass.turns()) {
            calls.remove(protocol);
            accepts.put(protocol, handler);
        }
    }

    @Override
    public void serve(String protocol, CallHandler handler) {
        Bounds.present("the handler", handler);
        provide(protocol);
        synchronized (pass.turns()) {
            accepts.remove(protocol);
            calls.put(protocol, handler);
        }
    }

    private void provide(String protocol) {
        pass.use(Permission.NET_ACCEPT, Bounds.matching("the protocol", protocol, PROTOCOL));
        if (!pass.provides(protocol)) {
            throw pass.denied(Permission.NET_ACCEPT, protocol);
        }
    }

    /** Whether calls or streams of a protocol find a handler here that may serve them. */
    boolean serves(String protocol) {
        return (calls.containsKey(protocol) || accepts.containsKey(protocol))
                && pass.provides(protocol)
                && pass.allows(Permission.NET_ACCEPT, protocol);
    }

    /** Serves a call, begun by somebody else's passage; empty when no thread takes it. */
    Optional<Crew.Job> serve(String protocol, Caller caller, byte[] request, Outcome<byte[]> outcome) {
        CallHandler handler = calls.get(protocol);
        if (handler == null || !pass.paces().served().take(1)) {
            return Optional.empty();
        }
        Optional<Crew.Job> job = Optional.ofNullable(crew.offer(() -> {
            try {
                outcome.from(() -> answer(handler, caller, request));
            } finally {
                left();
            }
        }));
        serving += job.isPresent() ? 1 : 0;
        return job;
    }

    private byte[] answer(CallHandler handler, Caller caller, byte[] request) throws Exception {
        pass.use(Permission.NET_ACCEPT);
        pass.pay(Permission.NET_ACCEPT, pass.paces().in(), request.length, LONGEST_MS);
        byte[] response = Bounds.bytes("the response", handler.serve(caller, request), 0, LONGEST_CALL)
                .clone();
        pass.pay(Permission.NET_ACCEPT, pass.paces().out(), response.length, LONGEST_MS);
        return response;
    }

    private void left() {
        synchronized (pass.turns()) {
            serving--;
            pass.turns().changed();
        }
    }

    void interrupt(Crew.Job job) {
        crew.interrupt(job);
    }

    /** Serves a stream, opened by somebody else's passage; false when no thread or place takes it. */
    boolean take(String protocol, Caller caller, Lane in, Lane out) {
        StreamHandler handler = accepts.get(protocol);
        if (handler == null
                || !pass.paces().served().take(1)
                || places >= pass.sheet().limits().streams()) {
            return false;
        }
        places++;
        KitStream stream = hold(Permission.NET_ACCEPT, protocol, caller, in, out);
        if (crew.offer(() -> serve(handler, stream)) == null) {
            stream.reset();
            return false;
        }
        return true;
    }

    private void serve(StreamHandler handler, KitStream stream) {
        boolean well = false;
        try {
            pass.use(Permission.NET_ACCEPT);
            handler.serve(stream);
            well = true;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        } finally {
            if (well) {
                stream.close();
            } else {
                stream.reset();
            }
        }
    }

    /** How many calls are served at this moment. */
    int serving() {
        return serving;
    }

    /** How many streams are open. */
    int streams() {
        return open.size();
    }

    /** Resets open streams of a protocol, or of all. */
    void lose(Optional<String> protocol) {
        Set.copyOf(open).stream()
                .filter(each -> protocol.isEmpty() || protocol.get().equals(each.protocol()))
                .forEach(KitStream::reset);
    }

    void forget() {
        synchronized (pass.turns()) {
            calls.clear();
            accepts.clear();
            lose(Optional.empty());
        }
    }

    static RefusedException refused(Reason reason, String what) {
        return new RefusedException(reason, what);
    }
}
