package org.qgate.bench;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.qgate.sim.Delay;
import org.qgate.sim.DelayingForwarder;
import org.qgate.testnet.LinkFront;

/** Long links: a delaying forwarder before every relay, and some in a row before a plain server for control. */
final class Fronts implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";

    private final Delay delay;
    private final List<DelayingForwarder> all = new CopyOnWriteArrayList<>();

    Fronts(Delay delay) {
        this.delay = delay;
    }

    /** Returns what stands before relays: each gets a forwarder on its own address. */
    LinkFront links() {
        return (index, listen) -> {
            int colon = listen.lastIndexOf(':');
            String address = listen.substring(0, colon);
            return address + ":" + add(address, Integer.parseInt(listen.substring(colon + 1)));
        };
    }

    /** Returns a port from which {@code hops} forwarders in a row lead to a server on loopback. */
    int chain(int hops, int serverPort) throws IOException {
        int port = serverPort;
        for (int hop = 0; hop < hops; hop++) {
            port = add(LOOPBACK, port);
        }
        return port;
    }

    private int add(String address, int port) throws IOException {
        DelayingForwarder forwarder = new DelayingForwarder(address, address, port, delay);
        all.add(forwarder);
        return forwarder.port();
    }

    @Override
    public void close() throws IOException {
        for (DelayingForwarder each : all) {
            each.close();
        }
    }
}
