package org.qgate.gate.internal.confine;

import java.util.concurrent.TimeUnit;

/**
 * Keeps a process to its share of processor time, by saying when it has to stand still: a bucket that fills with wall-clock
 * time and empties with what was used. What was overdrawn is paid back before it goes on, so over any time the process gets its
 * share and one bucket more. Not thread-safe.
 */
final class DutyCycle {
    /** What a Java machine may use to begin, once, beside its share. */
    static final long BEGINNING_NS = TimeUnit.MILLISECONDS.toNanos(1_500);
    /** So long saves up a full bucket. */
    static final long SAVED_NS = TimeUnit.SECONDS.toNanos(2);
    /** What a bucket holds at most: three hundredths of the ten seconds over which a quota counts. */
    static final long MOST_SAVED_NS = TimeUnit.MILLISECONDS.toNanos(300);

    /** What has to be there before it goes on: so long a time's share, lest it stops and goes at each look. */
    private static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long PER_CENT = 100;

    private final int percent;
    private final long patienceNs;
    private final long full;
    private long lastNs;
    private long usedNs;
    private long leftNs;
    private boolean still;
    private long hungrySinceNs;
    private boolean hungry;

    /**
     * Begins full.
     *
     * @param percent of one core
     * @param patienceNs how long it may stay without saving anything, once it was stopped
     * @param usedNs processor time that was used in all before
     */
    DutyCycle(int percent, long patienceNs, long nowNs, long usedNs) {
        this.percent = percent;
        this.patienceNs = patienceNs;
        this.usedNs = usedNs;
        lastNs = nowNs;
        full = Math.min(share(SAVED_NS), MOST_SAVED_NS);
        leftNs = full + BEGINNING_NS;
    }

    private long share(long timeNs) {
        return timeNs / PER_CENT * percent;
    }

    /** It has begun: what it did not use for that is taken back. */
    void begun() {
        leftNs = Math.min(leftNs, full);
    }

    /**
     * Looks.
     *
     * @param usedNow processor time that was used in all
     * @return whether it has to stand still from now on
     */
    boolean look(long nowNs, long usedNow) {
        long filled = leftNs + share(nowNs - lastNs);
        leftNs = Math.min(filled, Math.max(full, leftNs)) - (usedNow - usedNs);
        lastNs = nowNs;
        usedNs = usedNow;
        still = leftNs < (still ? share(AGAIN_NS) : 0);
        if (still && !hungry) {
            hungry = true;
            hungrySinceNs = nowNs;
        }
        hungry = hungry && leftNs < full / 2;
        return still;
    }

    /** Whether it has wanted more than its share for longer than anybody is patient with. */
    boolean overdrawn() {
        return hungry && lastNs - hungrySinceNs > patienceNs;
    }
}
