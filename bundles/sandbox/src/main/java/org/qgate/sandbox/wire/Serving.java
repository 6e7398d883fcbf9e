package org.qgate.sandbox.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;

/** The calls of the other end that are under way: [BOX-6], [BOX-7]. Thread-safe. */
final class Serving {
    /** Arguments of calls that are served hold no more, beside one frame that comes. */
    private static final long MOST_BYTES = 8 << 20;

    /** Where the arguments of a call begin: behind its name and its deadline. */
    private static final int FIRST = 2;

    private final Line line;
    private final Out out;
    private final Kept kept;
    private final Server server;
    private final Predicate<Runnable> pool;
    private final long patienceNs;
    private final Map<Integer, Job> jobs = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    Serving(Line line, Out out, Kept kept, Server server, Predicate<Runnable> pool, long patienceNs) {
        this.line = line;
        this.out = out;
        this.kept = kept;
        this.server = server;
        this.pool = pool;
        this.patienceNs = patienceNs;
    }

    void take(Frame frame, Arguments said) throws BreachException {
        String name = said.text(0);
        long atMostMs = said.number(1);
        if (name == null || atMostMs < 1 || atMostMs > Wire.LONGEST_MS) {
            throw new BreachException("a call without a name or a deadline");
        }
        if (jobs.size() >= Wire.MOST_CALLS) {
            throw new BreachException("more than " + Wire.MOST_CALLS + " calls under way");
        }
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(atMostMs);
        Job job = new Job(name, endNs, frame.body().length);
        if (jobs.putIfAbsent(frame.call(), job) != null) {
            throw new BreachException("a call with the number of another one");
        }
        bytes.addAndGet(job.bytes());
        if (!pool.test(() -> serve(frame, job, said))) {
            answer(frame.call(), job, refused(new RefusedException(Reason.LIMIT, "too many calls are under way")));
        }
    }

    /** What is sent when a call was served. */
    private record Answer(FrameType type, byte[] body) {}

    private void serve(Frame frame, Job job, Arguments said) {
        job.begin();
        Answer answer;
        try {
            answer = answer(frame.type(), job, said);
        } catch (BreachException broken) {
            line.breach(broken);
            answer = null;
        } finally {
            job.end();
        }
        answer(frame.call(), job, answer);
    }

    private Answer answer(FrameType type, Job job, Arguments said) throws BreachException {
        try {
            return result(asked(type, job, said));
        } catch (BreachException broken) {
            throw broken;
        } catch (RefusedException refusal) {
            return refused(refusal);
        } catch (Throwable thrown) { // whatever it is, the other end waits for an answer
            return failed(server.words(thrown));
        }
    }

    private Object asked(FrameType type, Job job, Arguments said) throws Exception {
        if (type == FrameType.LONG_CALL) {
            Object all = line.fetch(said, FIRST, server.longest(job.name()), job.endNs());
            return server.serve(job.name(), Arguments.of(all));
        }
        byte[] own = line.own(job.name(), said.from(FIRST));
        return own != null ? own : server.serve(job.name(), said.from(FIRST));
    }

    private Answer result(Object value) {
        try {
            return new Answer(FrameType.RESULT, ValueWriter.write(value, Wire.LARGEST_BODY));
        } catch (IllegalArgumentException tooLong) {
            byte[] all = ValueWriter.write(value, Line.LONGEST);
            List<Object> where = List.of(kept.keep(all), all.length);
            return new Answer(FrameType.LONG_RESULT, ValueWriter.write(where, Wire.LARGEST_BODY));
        }
    }

    private static Answer refused(RefusedException refusal) {
        List<String> said = Arrays.asList(
                refusal.reason().name(), refusal.permission().map(Enum::name).orElse(null), refusal.getMessage());
        return new Answer(FrameType.REFUSED, ValueWriter.write(said, Wire.LARGEST_BODY));
    }

    private static Answer failed(String words) {
        return new Answer(FrameType.FAILED, ValueWriter.write(List.of(words), Wire.LARGEST_BODY));
    }

    /** The place of a call is free before its answer goes: who gets that may call again at once. */
    private void answer(int number, Job job, Answer answer) {
        jobs.remove(number);
        bytes.addAndGet(-job.bytes());
        out.wake();
        long endNs = Math.max(job.endNs(), System.nanoTime() + patienceNs);
        if (answer != null && !out.send(Frame.bytes(answer.type(), number, answer.body()), endNs)) {
            line.close("it does not take the answers to its calls");
        }
    }

    void cancel(int number) {
        Job job = jobs.get(number);
        if (job != null) { // else its answer is on its way
            job.cancel();
        }
    }

    void look(long nowNs) {
        jobs.values().forEach(job -> job.look(nowNs));
    }

    boolean idle() {
        return jobs.isEmpty();
    }

    boolean full() {
        return bytes.get() > MOST_BYTES;
    }

    void close() {
        jobs.values().forEach(Job::cancel);
    }
}
