package org.qgate.kernel.internal.circuit.client;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.Entry;
import org.qgate.api.network.ServiceDesk;
import org.qgate.api.network.StreamFailure;

/**
 * Who asked for streams and hears what became of them, each asked for anew at every use.
 *
 * @param entry for local applications
 * @param desk for services
 */
public record Askers(Supplier<Optional<Entry>> entry, Supplier<Optional<ServiceDesk>> desk) {
    /** Tells that a stream is open; false when nobody is there to hear it. */
    boolean opened(ClientStream stream, IpAddress address) {
        Optional<Runnable> hears = stream.aim() instanceof ServiceAim
                ? desk.get().map(one -> () -> one.opened(stream.number()))
                : entry.get().map(one -> () -> one.opened(stream.number(), address));
        hears.ifPresent(Runnable::run);
        return hears.isPresent();
    }

    /** Tells why there is no stream or no answer. */
    void failed(ClientStream stream, StreamFailure reason) {
        if (stream.aim() instanceof ServiceAim) {
            desk.get().ifPresent(one -> one.failed(stream.number(), reason));
        } else if (stream.isQuery()) {
            entry.get().ifPresent(one -> one.resolved(stream.number(), List.of(), List.of(), 0, reason));
        } else {
            entry.get().ifPresent(one -> one.failed(stream.number(), reason));
        }
    }

    /** Tells the answer to a question. */
    void resolved(ClientStream stream, List<IpAddress> addresses, List<String> names, int ttlSeconds) {
        entry.get().ifPresent(one -> one.resolved(stream.number(), addresses, names, ttlSeconds, null));
    }
}
