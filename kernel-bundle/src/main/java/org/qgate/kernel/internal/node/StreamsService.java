package org.qgate.kernel.internal.node;

import java.util.List;
import java.util.function.Consumer;
import org.qgate.api.net.IpAddress;
import org.qgate.api.network.StreamFailure;
import org.qgate.api.network.StreamInfo;
import org.qgate.api.network.StreamRequest;
import org.qgate.api.network.Streams;

/**
 * Takes calls of the bundle that decides. They come on the loop, inside or outside a turn of the overlay: each is made a
 * turn, so that what it sends is flushed.
 */
final class StreamsService implements Streams {
    private final NodeLife life;

    StreamsService(NodeLife life) {
        this.life = life;
    }

    private Streams circuits() {
        return life.joined().circuits();
    }

    /** A decision about a stream that went with its overlay comes too late: its ports went with it. */
    private void decide(Consumer<Streams> what) {
        life.overlay().ifPresent(running -> life.env().turn(() -> what.accept(running.circuits())));
    }

    @Override
    public long open(StreamRequest request) {
        long[] stream = new long[1];
        life.env().turn(() -> stream[0] = circuits().open(request));
        return stream[0];
    }

    @Override
    public long resolve(StreamRequest request) {
        long[] stream = new long[1];
        life.env().turn(() -> stream[0] = circuits().resolve(request));
        return stream[0];
    }

    @Override
    public void splice(long stream, long port) {
        decide(streams -> streams.splice(stream, port));
    }

    @Override
    public void cancel(long stream) {
        decide(streams -> streams.cancel(stream));
    }

    @Override
    public void accept(long stream, long port) {
        decide(streams -> streams.accept(stream, port));
    }

    @Override
    public void refuse(long stream, StreamFailure reason) {
        decide(streams -> streams.refuse(stream, reason));
    }

    @Override
    public void answer(long stream, List<IpAddress> addresses, List<String> names, int ttlSeconds) {
        decide(streams -> streams.answer(stream, addresses, names, ttlSeconds));
    }

    @Override
    public List<StreamInfo> list() {
        Overlay overlay = life.joined();
        return life.loop().ask(() -> overlay.circuits().list());
    }
}
