package org.qgate.extender.echo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.ext.RefusedException;
import org.qgate.ext.store.Space;

/** Counts in memory, and keeps the sum of all starts in the store. Thread-safe. */
final class Counts {
    private static final String MAP = "totals";
    private static final byte[] CALLS = "calls".getBytes(StandardCharsets.US_ASCII);

    private final Space space;
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong streams = new AtomicLong();
    private final AtomicLong before = new AtomicLong(-1);

    Counts(Space space) {
        this.space = space;
    }

    /** Counts a request. */
    long call() {
        return calls.incrementAndGet();
    }

    /** Counts a stream. */
    void stream() {
        streams.incrementAndGet();
    }

    /** Returns everything of this moment. */
    Tally tally() {
        return new Tally(before.get(), calls.get(), streams.get());
    }

    /** Goes on where another version was. */
    void take(Tally other) {
        before.set(other.before());
        calls.set(other.calls());
        streams.set(other.streams());
    }

    /**
     * Writes the sum of all requests; the same sum may be written twice.
     *
     * @return the sum
     * @throws RefusedException what the store says
     */
    long keep() {
        if (before.get() < 0) {
            Optional<byte[]> kept = space.get(MAP, CALLS);
            long read = kept.map(value -> ByteBuffer.wrap(value).getLong()).orElse(0L);
            before.compareAndSet(-1, read);
        }
        long sum = before.get() + calls.get();
        space.put(MAP, CALLS, ByteBuffer.allocate(Long.BYTES).putLong(sum).array());
        return sum;
    }
}
