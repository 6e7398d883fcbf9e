package org.qgate.gate.internal.run;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.qgate.api.base.Clock;

/**
 * How much processor time the threads of one instance use, looked at once a second: what a thread used after the last look
 * before it ended is not seen. Thread-safe.
 */
public final class CpuMeter {
    /** So many looks make the window in which a quota counts. */
    private static final int WINDOW = 10;

    /** One look: when it was, and what was used since the one before. */
    private record Look(long timeNs, long usedNs) {}

    private final Clock clock;
    private final LongUnaryOperator cpuOfThread;
    private final Map<Long, Long> known = new ConcurrentHashMap<>();
    private final ArrayDeque<Look> last = new ArrayDeque<>();
    private long totalNs;
    private long gatheredNs;

    /** @param cpuOfThread nanoseconds that a thread has used; negative when it has ended */
    public CpuMeter(Clock clock, LongUnaryOperator cpuOfThread) {
        this.clock = clock;
        this.cpuOfThread = cpuOfThread;
    }

    /** A thread works for the instance from now on, and for nobody else. */
    public void enter(long thread) {
        if (!known.containsKey(thread)) {
            known.put(thread, Math.max(0, cpuOfThread.applyAsLong(thread)));
        }
    }

    /**
     * Looks; to be called each second.
     *
     * @return per cent of one core over the last ten looks; 0 until there were as many
     */
    public synchronized int look() {
        gather();
        long used = gatheredNs;
        gatheredNs = 0;
        totalNs += used;
        last.add(new Look(clock.monoNs(), used));
        if (last.size() <= WINDOW) {
            return 0;
        }
        long began = last.remove().timeNs();
        return percent(Math.max(1, clock.monoNs() - began));
    }

    private void gather() {
        for (Map.Entry<Long, Long> thread : known.entrySet()) {
            gatheredNs += since(thread);
        }
    }

    /** Returns what was used until now, in nanoseconds; may be asked at any time, and changes no {@linkplain #look() look}. */
    public synchronized long usedNs() {
        gather();
        return totalNs + gatheredNs;
    }

    private long since(Map.Entry<Long, Long> thread) {
        long now = cpuOfThread.applyAsLong(thread.getKey());
        if (now < 0) {
            known.remove(thread.getKey());
            return 0;
        }
        long before = thread.setValue(now);
        return Math.max(0, now - before);
    }

    private int percent(long overNs) {
        return (int) (last.stream().mapToLong(Look::usedNs).sum() * 100 / overNs);
    }

    /** Returns what was seen in all, in milliseconds. */
    public synchronized long totalMs() {
        return TimeUnit.NANOSECONDS.toMillis(totalNs);
    }
}
