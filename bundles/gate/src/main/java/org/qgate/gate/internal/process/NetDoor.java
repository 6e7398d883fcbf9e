package org.qgate.gate.internal.process;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.qgate.ext.Host;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Net;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.Target;
import org.qgate.sandbox.wire.Arguments;
import org.qgate.sandbox.wire.BreachException;

/** Streams and calls between nodes. */
final class NetDoor implements Answering.Part {
    private final Host host;
    private final Extender extender;
    private final OpenStreams streams = new OpenStreams();

    NetDoor(Host host, Extender extender) {
        this.host = host;
        this.extender = extender;
    }

    @Override
    public void addTo(Map<String, Answering> all) {
        all.put("net.nodes", its -> net().nodes(its.text(0)));
        all.put("net.dial", its -> dial(target(its.list(0)), its.number(1)));
        all.put("net.call", its -> net().call(target(its.list(0)), its.bytes(1), its.number(2)));
        all.put("net.serve", Answering.doing(its -> serve(its.text(0), its.number(1))));
        all.put("net.accept", Answering.doing(its -> accept(its.text(0), its.number(1))));
        streams.addTo(all);
    }

    private Net net() {
        return host.net();
    }

    private static Target target(Arguments its) throws BreachException {
        return new Target(its.word(0), its.word(1), its.yes(2), its.word(3));
    }

    private Object dial(Target target, long atMostMs) {
        streams.requireRoom();
        Stream stream = net().dial(target, atMostMs);
        return said(streams.add(stream), stream.peer());
    }

    private static List<Object> said(long number, Caller peer) {
        return Arrays.asList(number, peer.node().orElse(null), peer.circuit());
    }

    private void serve(String protocol, long number) {
        net().serve(protocol, (caller, request) -> {
            Object response = extender.serve(number, caller.node().orElse(null), caller.circuit(), request);
            if (response instanceof byte[] bytes) {
                return bytes;
            }
            throw extender.breach(new BreachException("a response that is none"));
        });
    }

    private void accept(String protocol, long number) {
        net().accept(protocol, stream -> {
            long open = streams.add(stream);
            try {
                extender.run(number, said(open, stream.peer()).toArray());
            } finally {
                streams.remove(open);
            }
        });
    }
}
