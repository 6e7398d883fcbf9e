package org.qgate.kernel.internal.circuit.leg;

/** A rate with a burst. */
public final class TokenBucket {
    private double tokens;
    private long lastNs;
    private boolean started;

    /** Takes one token at a rate and burst that may change from call to call; false when there is none. */
    public boolean take(double perSecond, int burst, long nowNs) {
        refill(perSecond, burst, nowNs);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private void refill(double perSecond, int burst, long nowNs) {
        tokens = started ? Math.min(burst, tokens + (nowNs - lastNs) / 1e9 * perSecond) : burst;
        lastNs = nowNs;
        started = true;
    }
}
