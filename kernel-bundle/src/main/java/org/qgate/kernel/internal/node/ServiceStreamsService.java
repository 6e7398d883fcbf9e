package org.qgate.kernel.internal.node;

import java.util.function.Consumer;
import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.network.StreamFailure;

/** Takes calls of whoever dials and serves protocols; each is made a turn, as with {@link StreamsService}. */
final class ServiceStreamsService implements ServiceStreams {
    private final NodeLife life;

    ServiceStreamsService(NodeLife life) {
        this.life = life;
    }

    private void decide(Consumer<ServiceStreams> what) {
        life.overlay().ifPresent(running -> life.env()
                .turn(() -> what.accept(running.circuits().services())));
    }

    @Override
    public long dial(ServiceRequest request) {
        long[] stream = new long[1];
        life.env().turn(() -> stream[0] = life.joined().circuits().services().dial(request));
        return stream[0];
    }

    @Override
    public void splice(long stream, long port) {
        decide(services -> services.splice(stream, port));
    }

    @Override
    public void cancel(long stream) {
        decide(services -> services.cancel(stream));
    }

    @Override
    public void accept(long stream, long port) {
        decide(services -> services.accept(stream, port));
    }

    @Override
    public void refuse(long stream, StreamFailure reason) {
        decide(services -> services.refuse(stream, reason));
    }
}
