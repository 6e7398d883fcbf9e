package org.qgate.gate.internal.process;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.ext.net.Stream;
import org.qgate.sandbox.wire.Arguments;
import org.qgate.sandbox.wire.BreachException;
import org.qgate.sandbox.wire.Wire;

/**
 * The streams of one process, by number: [BOX-8]. What a read asks for is the credit of the node, and of a write nothing is
 * answered before the stream has taken it: so much of each is under way, and no more. Thread-safe.
 */
final class OpenStreams implements Answering.Part {
    /** Also those that have ended and were never closed. */
    private static final int MOST = 1_024;

    /** A stream, and what goes on with it. */
    private record Open(Stream stream, AtomicBoolean reading, AtomicBoolean writing) {}

    private final Map<Long, Open> all = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    @Override
    public void addTo(Map<String, Answering> answers) {
        answers.put("stream.read", this::read);
        answers.put("stream.write", Answering.doing(this::write));
        answers.put("stream.end", Answering.doing(its -> of(its).stream().end()));
        answers.put("stream.close", Answering.doing(its -> close(its.number(0))));
    }

    void requireRoom() {
        if (all.size() >= MOST) {
            throw new RefusedException(Reason.LIMIT, "more than " + MOST + " streams were never closed");
        }
    }

    long add(Stream stream) {
        long number = last.incrementAndGet();
        all.put(number, new Open(stream, new AtomicBoolean(), new AtomicBoolean()));
        return number;
    }

    void remove(long number) {
        all.remove(number);
    }

    private void close(long number) {
        Open open = all.remove(number);
        if (open != null) {
            open.stream().close();
        }
    }

    private Open of(Arguments its) throws BreachException {
        Open open = all.get(its.number(0));
        if (open == null) {
            throw new RefusedException(Reason.CLOSED, "the stream was closed");
        }
        return open;
    }

    private Object read(Arguments its) throws BreachException {
        Open open = of(its);
        int most = its.small(1);
        if (most < 1 || most > Wire.STREAM_BYTES) {
            throw new BreachException("a read of " + most + " bytes");
        }
        begin(open.reading());
        try {
            byte[] some = new byte[most];
            int read = open.stream().read(some, 0, most, its.number(2));
            return read < 0 ? null : Arrays.copyOf(some, read);
        } finally {
            open.reading().set(false);
        }
    }

    private void write(Arguments its) throws BreachException {
        Open open = of(its);
        byte[] some = its.bytes(1);
        if (some == null || some.length > Wire.STREAM_BYTES) {
            throw new BreachException("a write of too many bytes, or of none");
        }
        begin(open.writing());
        try {
            open.stream().write(some, 0, some.length, its.number(2));
        } finally {
            open.writing().set(false);
        }
    }

    private static void begin(AtomicBoolean busy) {
        if (!busy.compareAndSet(false, true)) {
            throw new RefusedException(Reason.LIMIT, "the same is under way already");
        }
    }
}
