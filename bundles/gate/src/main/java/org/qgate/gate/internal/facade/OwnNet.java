package org.qgate.gate.internal.facade;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.qgate.api.NodeId;
import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.protocol.Caller;
import org.qgate.api.protocol.ProtocolStream;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.protocol.Protocols.Dial;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.net.CallHandler;
import org.qgate.ext.net.Net;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.StreamHandler;
import org.qgate.ext.net.Target;

/**
 * Streams and calls of one instance. What it serves is kept here and called by whoever puts the instance in office.
 * Thread-safe.
 */
public final class OwnNet implements Net {
    private static final Pattern PROTOCOL = Pattern.compile(ServiceStreams.PROTOCOL);
    private static final int HOPS = 3;
    private static final int MOST_NODES = 1_000;
    private static final int LONGEST_ISOLATION = 64;
    private static final long LONGEST_MS = 120_000;

    private final Access access;
    private final Protocols protocols;
    private final OwnStreams streams;
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private volatile Runnable changed = () -> {};

    OwnNet(Access access, Protocols protocols, OwnStreams streams) {
        this.access = access;
        this.protocols = protocols;
        this.streams = streams;
    }

    @Override
    public List<String> nodes(String protocol) {
        access.use(Permission.NET_DIAL, Bounds.matching("the protocol", protocol, PROTOCOL));
        try {
            return protocols.nodes(protocol).stream()
                    .limit(MOST_NODES)
                    .map(NodeId::toString)
                    .toList();
        } catch (QGateException failed) {
            throw Refused.of(failed);
        }
    }

    @Override
    public Stream dial(Target target, long atMostMs) {
        Dial dial = permitted(target, atMostMs);
        made();
        streams.reserve(Permission.NET_DIAL);
        try {
            return streams.hold(Permission.NET_DIAL, dial.protocol(), protocols.dial(dial, atMostMs));
        } catch (QGateException failed) {
            streams.free();
            throw Refused.of(failed);
        }
    }

    @Override
    public byte[] call(Target target, byte[] request, long atMostMs) {
        Dial dial = permitted(target, atMostMs);
        byte[] copy = Bounds.bytes("the request", request, 0, Protocols.MAX_CALL_BYTES)
                .clone();
        made();
        Waiting.pay(access, Permission.NET_DIAL, access.rations().bytesOut(), copy.length, atMostMs);
        try {
            byte[] response = protocols.call(dial, copy, atMostMs);
            Waiting.pay(access, Permission.NET_DIAL, access.rations().bytesIn(), response.length, LONGEST_MS);
            return response;
        } catch (QGateException failed) {
            throw Refused.of(failed);
        }
    }

    /** The isolation begins with the extender's id, so two extenders share no circuit whatever they say. */
    private Dial permitted(Target target, long atMostMs) {
        Bounds.present("the target", target);
        access.use(Permission.NET_DIAL, Bounds.matching("the protocol", target.protocol(), PROTOCOL));
        Bounds.within("the time", atMostMs, 1, LONGEST_MS);
        Bounds.longest("the isolation", target.isolation(), LONGEST_ISOLATION);
        String isolation = "extender " + access.permit().id() + " " + target.isolation();
        return new Dial(node(target.node()), target.protocol(), target.identify(), isolation, HOPS);
    }

    private static NodeId node(String text) {
        try {
            return NodeId.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw Refused.invalid("a node's id has 64 hexadecimal digits");
        }
    }

    private void made() {
        if (!access.rations().callsMade().take(1)) {
            throw access.limit(Permission.NET_DIAL, "the quota of calls a second is used up");
        }
    }

    @Override
    public void accept(String protocol, StreamHandler handler) {
        keep(protocol, new Handler.OfStreams(Bounds.present("the handler", handler)));
    }

    @Override
    public void serve(String protocol, CallHandler handler) {
        keep(protocol, new Handler.OfCalls(Bounds.present("the handler", handler)));
    }

    private void keep(String protocol, Handler handler) {
        access.use(Permission.NET_ACCEPT, Bounds.matching("the protocol", protocol, PROTOCOL));
        if (!access.permit().provides().contains(protocol)) {
            throw access.denied(Permission.NET_ACCEPT, protocol);
        }
        handlers.put(protocol, handler);
        if (!access.open()) {
            handlers.clear();
        }
        changed.run();
    }

    /** Names who is told, on the extender's thread, when a handler was registered. */
    public void whenChanged(Runnable told) {
        changed = told;
    }

    /** Returns the protocols that have a handler and may be served at this moment. */
    public Map<String, Handler> served() {
        Set<String> names = new HashSet<>(access.permit().provides());
        names.removeIf(name -> !access.allows(Permission.NET_ACCEPT, name));
        Map<String, Handler> served = new HashMap<>(handlers);
        served.keySet().retainAll(names);
        return served;
    }

    /** Returns what was registered, for a protocol that may be served. */
    private Optional<Handler> handler(String protocol) {
        return access.allows(Permission.NET_ACCEPT, protocol)
                ? Optional.ofNullable(handlers.get(protocol))
                : Optional.empty();
    }

    /** Has a call served, on this thread, which must be one of the extender's. */
    public byte[] serveCall(String protocol, Caller caller, byte[] request) throws Exception {
        if (!access.served(protocol) || !(handler(protocol).orElse(null) instanceof Handler.OfCalls calls)) {
            throw new QGateException(ExtenderError.LIMIT, protocol + " is not served at the moment");
        }
        Waiting.pay(access, Permission.NET_ACCEPT, access.rations().bytesIn(), request.length, LONGEST_MS);
        byte[] response = calls.handler().serve(HeldStream.caller(caller), request);
        if (response == null || response.length > Protocols.MAX_CALL_BYTES) {
            throw new QGateException(ExtenderError.CALL_TOO_LARGE, "the response to a call of " + protocol);
        }
        byte[] copy = response.clone();
        Waiting.pay(access, Permission.NET_ACCEPT, access.rations().bytesOut(), copy.length, LONGEST_MS);
        return copy;
    }

    /** Has a stream served, on this thread, which must be one of the extender's; it is closed or reset afterwards. */
    public void serveStream(String protocol, ProtocolStream stream) throws Exception {
        if (!access.served(protocol) || !(handler(protocol).orElse(null) instanceof Handler.OfStreams serving)) {
            throw new QGateException(ExtenderError.LIMIT, protocol + " is not served at the moment");
        }
        HeldStream held = held(protocol, stream);
        boolean well = false;
        try {
            serving.handler().serve(held);
            well = true;
        } finally {
            if (well) {
                held.close();
            } else {
                held.reset();
            }
        }
    }

    private HeldStream held(String protocol, ProtocolStream stream) {
        try {
            streams.reserve(Permission.NET_ACCEPT);
        } catch (RefusedException full) {
            throw new QGateException(ExtenderError.LIMIT, "streams of " + protocol);
        }
        return streams.hold(Permission.NET_ACCEPT, protocol, stream);
    }

    /** Forgets handlers, and not who hears of new ones: the extender registers anew. */
    void renew() {
        handlers.clear();
    }

    void forget() {
        changed = () -> {};
        handlers.clear();
    }
}
