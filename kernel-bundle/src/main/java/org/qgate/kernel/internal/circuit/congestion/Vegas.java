package org.qgate.kernel.internal.circuit.congestion;

import java.util.List;

/**
 * The congestion window of one direction of a circuit, in bytes of cells: Vegas as in Tor proposal 324, section 3.3,
 * with thresholds in bytes. It keeps about {@link #ALPHA} to {@link #BETA} bytes queued along the path.
 */
public final class Vegas {
    /** A window never falls below this, nor starts lower. */
    public static final long FLOOR_BYTES = 256 * 1024;
    /** Round trips shorter than this count as this: below it schedulers are measured, not paths. */
    public static final long LEAST_RTT_NS = 1_000_000;

    /** Queued bytes below which the window grows (proposal 324, cc_vegas_alpha). */
    static final long ALPHA = 256 * 1024;
    /** Queued bytes above which it shrinks (cc_vegas_beta). */
    static final long BETA = 512 * 1024;
    /** Queued bytes that end slow start (cc_vegas_gamma). */
    static final long GAMMA = 256 * 1024;
    /** Queued bytes above which it falls at once (cc_vegas_delta). */
    static final long DELTA = 768 * 1024;
    /** By how much it changes once a window (cc_cwnd_inc). */
    static final long STEP = 64 * 1024;

    /**
     * Half of what is remembered of round trips. Where proposal 324 smooths, the least of the last one to two halves counts:
     * a queue lasts, but a link that stalls for a retransmission timeout (200 ms on Linux) lets the next through at once.
     */
    private static final long HALF_NS = 125_000_000;

    private static final long NONE = Long.MAX_VALUE;

    private final long capBytes;
    private long window = FLOOR_BYTES;
    private long leastRttNs;
    private long rttNs;
    private long halfSinceNs;
    private long thisHalfNs = NONE;
    private long lastHalfNs = NONE;
    private long untilUpdate;
    private boolean slowStart = true;
    private boolean full;

    /** Makes one; the window never exceeds the cap. */
    public Vegas(long capBytes) {
        this.capBytes = Math.max(FLOOR_BYTES, capBytes);
    }

    /** Returns the window. */
    public long window() {
        return window;
    }

    /** Returns the least round trip of late, 0 when there was none. */
    public long rttNs() {
        return rttNs;
    }

    /** The sender wanted to send more than the window allowed. */
    public void filled() {
        full = true;
    }

    /**
     * Cells were acknowledged.
     *
     * @param bytes of cells
     * @param sampleNs the round trip of the last of them
     * @param nowNs monotonic time
     * @param blocked whether this node's own link is congested
     */
    public void acknowledged(long bytes, long sampleNs, long nowNs, boolean blocked) {
        measure(Math.max(LEAST_RTT_NS, sampleNs), nowNs);
        long queued = window - product();
        untilUpdate -= bytes;
        if (slowStart) {
            slowStart(bytes, queued, blocked);
        } else if (untilUpdate <= 0) {
            avoid(queued, blocked);
        }
        window = Math.max(FLOOR_BYTES, Math.min(capBytes, window));
    }

    private void measure(long sampleNs, long nowNs) {
        leastRttNs = leastRttNs == 0 ? sampleNs : Math.min(leastRttNs, sampleNs);
        if (nowNs - halfSinceNs >= HALF_NS) {
            lastHalfNs = thisHalfNs;
            thisHalfNs = NONE;
            halfSinceNs = nowNs;
        }
        thisHalfNs = Math.min(thisHalfNs, sampleNs);
        rttNs = Math.min(thisHalfNs, lastHalfNs);
    }

    /** The bandwidth-delay product as the window's share that is not queued (proposal 324, section 3.1.2). */
    private long product() {
        return (long) ((double) window * leastRttNs / Math.max(rttNs, leastRttNs));
    }

    private void slowStart(long bytes, long queued, boolean blocked) {
        if (queued < GAMMA && !blocked) {
            if (full) {
                window += bytes;
            }
            slowStart = window < capBytes;
        } else {
            window = product() + GAMMA;
            slowStart = false;
            nextUpdate();
        }
    }

    private void avoid(long queued, boolean blocked) {
        if (queued > DELTA) {
            window = product() + DELTA - STEP;
        } else if (queued > BETA || blocked) {
            window -= STEP;
        } else if (full && queued < ALPHA) {
            window += STEP;
        }
        full = false;
        nextUpdate();
    }

    private void nextUpdate() {
        untilUpdate = window;
    }

    /** Returns the whole state; times as ages. */
    public List<Long> freeze(long nowNs) {
        return List.of(
                window,
                leastRttNs,
                rttNs,
                untilUpdate,
                slowStart ? 1L : 0L,
                full ? 1L : 0L,
                nowNs - halfSinceNs,
                thisHalfNs,
                lastHalfNs);
    }

    /** Takes up what {@link #freeze} returned. */
    public void thaw(List<Long> state, long nowNs) {
        window = Math.max(FLOOR_BYTES, Math.min(capBytes, state.get(0)));
        leastRttNs = state.get(1);
        rttNs = state.get(2);
        untilUpdate = state.get(3);
        slowStart = state.get(4) == 1;
        full = state.get(5) == 1;
        halfSinceNs = nowNs - state.get(6);
        thisHalfNs = state.get(7);
        lastHalfNs = state.get(8);
    }
}
