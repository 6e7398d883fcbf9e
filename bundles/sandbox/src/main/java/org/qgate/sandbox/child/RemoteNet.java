package org.qgate.sandbox.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.ext.net.CallHandler;
import org.qgate.ext.net.Caller;
import org.qgate.ext.net.Net;
import org.qgate.ext.net.Stream;
import org.qgate.ext.net.StreamHandler;
import org.qgate.ext.net.Target;
import org.qgate.sandbox.wire.Arguments;
import org.qgate.sandbox.wire.BreachException;

/** Streams and calls between nodes, through this one. Thread-safe. */
record RemoteNet(Node node, Callbacks callbacks) implements Net {
    private static final int MOST_BYTES = 1 << 20;

    @Override
    public List<String> nodes(String protocol) {
        return node.read(node.ask("net.nodes", protocol), each -> {
            List<String> nodes = new ArrayList<>();
            for (int i = 0; i < each.size(); i++) {
                nodes.add(each.text(i));
            }
            return List.copyOf(nodes);
        });
    }

    @Override
    public Stream dial(Target target, long atMostMs) {
        Object opened = node.wait("net.dial", atMostMs, target(target), atMostMs);
        return node.read(opened, its -> stream(node, its));
    }

    @Override
    public byte[] call(Target target, byte[] request, long atMostMs) {
        return (byte[]) node.wait("net.call", atMostMs, target(target), request, atMostMs);
    }

    private static List<Object> target(Target target) {
        Bounds.present("the target", target);
        return Arrays.asList(target.node(), target.protocol(), target.identify(), target.isolation());
    }

    @Override
    public void accept(String protocol, StreamHandler handler) {
        Bounds.present("the handler", handler);
        node.ask("net.accept", protocol, callbacks.replace("accept " + protocol, its -> {
            try (RemoteStream stream = stream(node, its)) {
                handler.serve(stream);
                stream.served();
            }
            return null;
        }));
    }

    /** Reads a number of a stream and who is at its other end. */
    private static RemoteStream stream(Node node, Arguments its) throws BreachException {
        return new RemoteStream(node, its.number(0), caller(its, 1));
    }

    private static Caller caller(Arguments its, int at) throws BreachException {
        return new Caller(Optional.ofNullable(its.text(at)), its.text(at + 1));
    }

    @Override
    public void serve(String protocol, CallHandler handler) {
        Bounds.present("the handler", handler);
        node.ask("net.serve", protocol, callbacks.replace("serve " + protocol, its -> {
            byte[] response = handler.serve(caller(its, 0), its.bytes(2));
            if (response == null || response.length > MOST_BYTES) {
                throw new IllegalArgumentException("a response has at most " + MOST_BYTES + " bytes and is never null");
            }
            return response;
        }));
    }
}
