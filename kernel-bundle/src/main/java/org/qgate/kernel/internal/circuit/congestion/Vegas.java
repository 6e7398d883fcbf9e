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

    /** Samples that the moving average spans (cc_ewma_max), fewer in slow start (cc_ewma_ss). */
    private static final int EWMA_SAMPLES = 10;

    private static final int EWMA_SAMPLES_SLOW_START = 2;

    private final long capBytes;
    private long window = FLOOR_BYTES;
    private long leastRttNs;
    private long rttNs;
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

    /** Returns the smoothed round trip, 0 when there was none. */
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
     * @param blocked whether this node's own link is congested
     */
    public void acknowledged(long bytes, long sampleNs, boolean blocked) {
        measure(Math.max(LEAST_RTT_NS, sampleNs));
        long queued = window - product();
        untilUpdate -= bytes;
        if (slowStart) {
            slowStart(bytes, queued, blocked);
        } else if (untilUpdate <= 0) {
            avoid(queued, blocked);
        }
        window = Math.max(FLOOR_BYTES, Math.min(capBytes, window));
    }

    private void measure(long sampleNs) {
        leastRttNs = leastRttNs == 0 ? sampleNs : Math.min(leastRttNs, sampleNs);
        int samples = slowStart ? EWMA_SAMPLES_SLOW_START : EWMA_SAMPLES;
        // N-EWMA of proposal 324, section 2.1.1: 2 parts in N + 1 are new.
        rttNs = rttNs == 0 ? sampleNs : (2 * sampleNs + (samples - 1) * rttNs) / (samples + 1);
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

    /** Returns the whole state. */
    public List<Long> freeze() {
        return List.of(window, leastRttNs, rttNs, untilUpdate, slowStart ? 1L : 0L, full ? 1L : 0L);
    }

    /** Takes up what {@link #freeze} returned. */
    public void thaw(List<Long> state) {
        window = Math.max(FLOOR_BYTES, Math.min(capBytes, state.get(0)));
        leastRttNs = state.get(1);
        rttNs = state.get(2);
        untilUpdate = state.get(3);
        slowStart = state.get(4) == 1;
        full = state.get(5) == 1;
    }
}
