package org.qgate.sandbox.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.qgate.ext.Permission;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/**
 * Calls in both directions over one connection: [BOX-5] to [BOX-9]. One thread brings frames, any may call. What breaks a rule
 * closes it, and so does its {@link Out}. Thread-safe.
 */
public final class Line {
    /**
     * How a line ended.
     *
     * @param breach whether the other end broke a rule
     */
    public record Ended(String why, boolean breach) {}

    /** The longest value that is fetched in pieces: a state of 16 MiB and its head. */
    public static final int LONGEST = (16 << 20) + (64 << 10);

    private static final String MORE = "more";

    private final Out out;
    private final Server server;
    private final Serving serving;
    private final Consumer<Ended> ended;
    private final Kept kept = new Kept();
    private final Semaphore slots = new Semaphore(Wire.MOST_CALLS);
    private final Semaphore fetching = new Semaphore(1);
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Map<Integer, Pending> pending = new ConcurrentHashMap<>();
    private boolean greeted;

    /**
     * Begins; nothing is said yet.
     *
     * @param pool runs what serves a call, on as many threads as there may be calls under way; false when it has none left
     * @param ended told once how it ended
     * @param patienceNs how long an answer waits for who does not read
     */
    Line(Out out, Server server, Predicate<Runnable> pool, Consumer<Ended> ended, long patienceNs) {
        this.out = out;
        this.server = server;
        this.ended = ended;
        serving = new Serving(this, out, kept, server, pool, patienceNs);
    }

    /** Says the first words of this end. */
    public void hello(Object... values) {
        out.sendNow(Frame.bytes(FrameType.HELLO, 0, ValueWriter.write(Arrays.asList(values), Wire.LARGEST_BODY)));
    }

    /**
     * Calls the other end and waits for its answer, until the time is up or the thread is interrupted, which it stays.
     *
     * @throws FailedException when the other end failed at it
     * @throws RefusedException as the other end refused; CLOSED when the line has ended, TIMEOUT, LIMIT when 64 calls that
     *     nobody waits for are still under way, INVALID when the arguments are too long
     */
    public Object call(String name, long atMostMs, Object... arguments) {
        return call(name, atMostMs, Patience.LEAVE, 0, arguments);
    }

    /** Calls as above; an interrupt does not end the wait. For what takes no longer than the other end needs for it. */
    public Object quick(String name, long atMostMs, Object... arguments) {
        boolean interrupted = Thread.interrupted();
        try {
            return call(name, atMostMs, Patience.STUBBORN, 0, arguments);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Calls as above; after an interrupt the other end gives up, and what it answers then counts. */
    public Object settle(String name, long atMostMs, Object... arguments) {
        return call(name, atMostMs, Patience.SETTLE, 0, arguments);
    }

    /** Calls for what may be too long for a frame. */
    public Object callLong(String name, long atMostMs, int longest, Object... arguments) {
        return call(name, atMostMs, Patience.LEAVE, longest, arguments);
    }

    private Object call(String name, long atMostMs, Patience patience, int longest, Object... arguments) {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        List<Object> said = new ArrayList<>(Arrays.asList(name, atMostMs));
        said.addAll(Arrays.asList(arguments));
        byte[] body = written(said, Wire.LARGEST_BODY);
        if (body != null) {
            return called(FrameType.CALL, body, endNs, patience, longest);
        }
        byte[] all = written(Arrays.asList(arguments), LONGEST);
        if (all == null) {
            throw new RefusedException(Reason.INVALID, "the arguments of a call are too long");
        }
        long number = kept.keep(all);
        try {
            byte[] where = written(List.of(name, atMostMs, number, all.length), Wire.LARGEST_BODY);
            return called(FrameType.LONG_CALL, where, endNs, patience, longest);
        } finally {
            kept.drop(number);
        }
    }

    private static byte[] written(List<?> values, int most) {
        try {
            return ValueWriter.write(values, most);
        } catch (IllegalArgumentException tooLong) {
            return null;
        }
    }

    private Object called(FrameType type, byte[] body, long endNs, Patience patience, int longest) {
        take(slots, endNs, "too many calls are under way");
        Pending waiting = new Pending();
        int number = begin(waiting);
        if (closed.get() || !out.send(Frame.bytes(type, number, body), endNs)) {
            ended(number, null);
            throw closed.get() ? gone() : late();
        }
        Pending.Outcome outcome = waiting.await(endNs, patience, () -> cancel(number));
        if (outcome == null) {
            cancel(number);
            throw late();
        }
        return value(outcome, endNs, longest);
    }

    /** The other end still answers, and only then the call's place is free again. */
    private void cancel(int number) {
        out.sendNow(Frame.bytes(FrameType.CANCEL, number, ValueWriter.write(null, 1)));
    }

    private static void take(Semaphore places, long endNs, String none) {
        try {
            if (places.tryAcquire(endNs - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw late();
        }
        throw new RefusedException(Reason.LIMIT, none);
    }

    private static RefusedException late() {
        return new RefusedException(
                Reason.TIMEOUT,
                Thread.currentThread().isInterrupted() ? "interrupted while it waited" : "there was no answer in time");
    }

    private static RefusedException gone() {
        return new RefusedException(Reason.CLOSED, "the extender was stopped");
    }

    private int begin(Pending waiting) {
        int number = numbers.incrementAndGet();
        while (pending.putIfAbsent(number, waiting) != null) {
            number = numbers.incrementAndGet();
        }
        return number;
    }

    /** Gives a call's place back; false when there is no such call. */
    private boolean ended(int number, Pending.Outcome how) {
        Pending waiting = pending.remove(number);
        if (waiting == null) {
            return false;
        }
        slots.release();
        waiting.end(how);
        return true;
    }

    private Object value(Pending.Outcome outcome, long endNs, int longest) {
        if (outcome.type() == null) {
            throw gone();
        }
        try {
            Object value = ValueReader.read(outcome.body(), longest > 0 ? Wire.MOST_LONG_VALUES : Wire.MOST_VALUES);
            return switch (outcome.type()) {
                case RESULT -> value;
                case LONG_RESULT -> fetch(Arguments.of(value), 0, longest, endNs);
                case FAILED -> throw new FailedException(Arguments.of(value).text(0));
                default -> throw refusal(Arguments.of(value));
            };
        } catch (BreachException broken) {
            breach(broken);
            throw gone();
        }
    }

    private static RefusedException refusal(Arguments said) throws BreachException {
        Reason reason = said.name(0, Reason.class);
        if (reason == null) {
            throw new BreachException("a refusal without a reason");
        }
        return new RefusedException(reason, said.name(1, Permission.class), said.text(2));
    }

    /**
     * Fetches what was too long for a frame, piece by piece; one at a time.
     *
     * @param at where its number stands, its length behind it
     */
    Object fetch(Arguments where, int at, int longest, long endNs) throws BreachException {
        int length = where.small(at + 1);
        if (length < 1 || length > longest) {
            throw new BreachException("a value of " + length + " bytes, allowed: " + longest);
        }
        take(fetching, endNs, "another long value is on its way");
        try {
            return ValueReader.read(pieces(where.number(at), length, endNs), Wire.MOST_LONG_VALUES);
        } finally {
            fetching.release();
        }
    }

    private byte[] pieces(long number, int length, long endNs) throws BreachException {
        byte[] whole = new byte[length];
        for (int from = 0; from < length; from += Wire.PIECE_BYTES) {
            long leftMs = Math.max(1, TimeUnit.NANOSECONDS.toMillis(endNs - System.nanoTime()));
            Object piece = call(MORE, leftMs, number, from);
            int wanted = Math.min(Wire.PIECE_BYTES, length - from);
            if (!(piece instanceof byte[] some) || some.length != wanted) {
                throw new BreachException("a piece of another length than asked for");
            }
            System.arraycopy(some, 0, whole, from, wanted);
        }
        return whole;
    }

    /** Takes a frame; from one thread. */
    void take(Frame frame) throws BreachException {
        if (greeted == (frame.type() == FrameType.HELLO)) {
            throw new BreachException("a HELLO that is not the first frame, or none that is");
        }
        switch (frame.type()) {
            case HELLO -> {
                greeted = true;
                server.hello(arguments(frame));
            }
            case CALL, LONG_CALL -> serving.take(frame, arguments(frame));
            case CANCEL -> serving.cancel(frame.call());
            default -> {
                if (!ended(frame.call(), new Pending.Outcome(frame.type(), frame.body()))) {
                    throw new BreachException("an answer to no call");
                }
            }
        }
    }

    private static Arguments arguments(Frame frame) throws BreachException {
        return Arguments.of(ValueReader.read(frame.body(), Wire.MOST_VALUES));
    }

    /** Serves what a line itself is asked for; null for everything else. */
    byte[] own(String name, Arguments arguments) throws BreachException {
        return name.equals(MORE) ? kept.piece(arguments.number(0), arguments.small(1)) : null;
    }

    /** Interrupts what is served past its deadline. */
    void look(long nowNs) {
        serving.look(nowNs);
    }

    /** Whether calls are served, so that somebody has to look at deadlines. */
    boolean serves() {
        return !serving.idle();
    }

    /** Whether nothing should be read for now: what is served holds as much as it may. */
    boolean full() {
        return serving.full();
    }

    /** Ends it because the other end broke a rule. */
    public void breach(BreachException broken) {
        close(new Ended(broken.getMessage(), true));
    }

    /** Ends it: whoever waits learns that, what is served is interrupted. Idempotent. */
    public void close(String why) {
        close(new Ended(why, false));
    }

    private void close(Ended how) {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        out.close();
        pending.keySet().forEach(number -> ended(number, new Pending.Outcome(null, null)));
        serving.close();
        ended.accept(how);
    }

    /** Whether it has ended. */
    public boolean isClosed() {
        return closed.get();
    }
}
