package org.qgate.qrng.internal;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.base.Workers;
import org.qgate.api.protocol.Protocols;
import org.qgate.api.qrng.Lease;
import org.qgate.qrng.internal.deliver.server.Serve;
import org.qgate.qrng.internal.deliver.server.Server;
import org.qgate.qrng.internal.deliver.server.ServerSettings;
import org.qgate.qrng.internal.deliver.wire.Wire;

/** The server in the network, when this node serves anybody. Thread-safe. */
final class Service implements AutoCloseable {
    /** Workers that never wait for bytes: they open leases and refuse. */
    private static final int SPARE = 2;

    private static final int QUEUE = 64;

    private final Server server;
    private final Surroundings around;
    private final ServerSettings settings;
    private final List<AutoCloseable> open = new ArrayList<>();

    Service(Server server, Surroundings around, ServerSettings settings) {
        this.server = server;
        this.around = around;
        this.settings = settings;
    }

    /** Announces it, unless nobody is served. */
    synchronized void start() {
        if (settings.serve() == Serve.OFF) {
            return;
        }
        Workers workers = around.scheduler().workers("qrng-serve", settings.mostWaiting() + SPARE, QUEUE);
        open.add(workers);
        Protocols.Registration registration = around.protocols().serve(Wire.PROTOCOL, workers, server::serve);
        open.add(0, registration);
    }

    List<Lease> leases() {
        return server.leases();
    }

    @Override
    public synchronized void close() {
        server.close();
        open.forEach(Closing::close);
        open.clear();
    }
}
