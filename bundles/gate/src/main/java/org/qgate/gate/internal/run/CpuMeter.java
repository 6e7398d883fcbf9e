package org.qgate.gate.internal.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;

/**
 * How much processor time the threads of one instance use, looked at once a second: what a thread used after the last look
 * before it ended is not seen. Thread-safe.
 */
public final class CpuMeter {
    /** So many looks make the window in which a quota counts. */
    private static final int WINDOW = 10;

    private final LongUnaryOperator cpuOfThread;
    private final Map<Long, Long> known = new ConcurrentHashMap<>();
    private final long[] last = new long[WINDOW];
    private long looks;
    private long totalNs;

    /** @param cpuOfThread nanoseconds that a thread has used; negative when it has ended */
    public CpuMeter(LongUnaryOperator cpuOfThread) {
        this.cpuOfThread = cpuOfThread;
    }

    void enter(long thread) {
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
        long used = 0;
        for (Map.Entry<Long, Long> thread : known.entrySet()) {
            used += since(thread);
        }
        totalNs += used;
        last[(int) (looks++ % WINDOW)] = used;
        return looks < WINDOW ? 0 : percent();
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

    private int percent() {
        long sum = 0;
        for (long each : last) {
            sum += each;
        }
        return (int) (sum * 100 / TimeUnit.SECONDS.toNanos(WINDOW));
    }

    /** Returns what was seen in all, in milliseconds. */
    public synchronized long totalMs() {
        return TimeUnit.NANOSECONDS.toMillis(totalNs);
    }
}
