package org.qgate.gate.internal.protocol;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a served protocol was used for. Thread-safe. */
final class Tally {
    private final AtomicInteger streams = new AtomicInteger();
    private final LongAdder calls = new LongAdder();
    private final LongAdder failures = new LongAdder();

    void streamBegan() {
        streams.incrementAndGet();
    }

    void streamEnded() {
        streams.decrementAndGet();
    }

    void callAnswered() {
        calls.increment();
    }

    void failed() {
        failures.increment();
    }

    Seats.ProtocolUse use() {
        return new Seats.ProtocolUse(streams.get(), calls.sum(), failures.sum());
    }
}
