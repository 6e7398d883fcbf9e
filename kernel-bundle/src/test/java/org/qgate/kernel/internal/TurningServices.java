package org.qgate.kernel.internal;

import org.qgate.api.network.ServiceRequest;
import org.qgate.api.network.ServiceStreams;
import org.qgate.api.network.StreamFailure;

/** Makes each call of whoever serves and dials a turn of the simulated loop. */
public record TurningServices(SimEnv env, ServiceStreams services) implements ServiceStreams {
    @Override
    public long dial(ServiceRequest request) {
        long[] stream = new long[1];
        env.turn(() -> stream[0] = services.dial(request));
        return stream[0];
    }

    @Override
    public void splice(long stream, long port) {
        env.turn(() -> services.splice(stream, port));
    }

    @Override
    public void cancel(long stream) {
        env.turn(() -> services.cancel(stream));
    }

    @Override
    public void accept(long stream, long port) {
        env.turn(() -> services.accept(stream, port));
    }

    @Override
    public void refuse(long stream, StreamFailure reason) {
        env.turn(() -> services.refuse(stream, reason));
    }
}
