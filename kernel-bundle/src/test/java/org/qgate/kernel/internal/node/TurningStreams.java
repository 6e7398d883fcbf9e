package org.qgate.kernel.internal.node;

import java.util.List;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.api.network.StreamRequest;
import org.qgate.api.network.Streams;
import org.qgate.kernel.internal.SimEnv;

/** Makes each call of the bundle that decides a turn of the simulated loop. */
record TurningStreams(SimEnv env, Streams streams) implements Streams {
    @Override
    public long open(StreamRequest request) {
        long[] stream = new long[1];
        env.turn(() -> stream[0] = streams.open(request));
        return stream[0];
    }

    @Override
    public long resolve(StreamRequest request) {
        long[] stream = new long[1];
        env.turn(() -> stream[0] = streams.resolve(request));
        return stream[0];
    }

    @Override
    public void splice(long stream, long port) {
        env.turn(() -> streams.splice(stream, port));
    }

    @Override
    public void cancel(long stream) {
        env.turn(() -> streams.cancel(stream));
    }

    @Override
    public void accept(long stream, long port) {
        env.turn(() -> streams.accept(stream, port));
    }

    @Override
    public void refuse(long stream, StreamFailure reason) {
        env.turn(() -> streams.refuse(stream, reason));
    }

    @Override
    public void answer(long stream, List<IpAddress> addresses, List<String> names, int ttlSeconds) {
        env.turn(() -> streams.answer(stream, addresses, names, ttlSeconds));
    }

    @Override
    public List<StreamInfo> list() {
        return streams.list();
    }
}
