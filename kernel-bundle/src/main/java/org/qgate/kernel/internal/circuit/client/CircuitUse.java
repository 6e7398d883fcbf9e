package org.qgate.kernel.internal.circuit.client;

/** Who uses a circuit, since when, and when last. A circuit that carried a stream belongs to that isolation key for good. */
final class CircuitUse {
    private final long bornNs;
    private String isolation;
    private long firstUsedNs;
    private long lastUsedNs;

    CircuitUse(long nowNs) {
        this.bornNs = nowNs;
        this.lastUsedNs = nowNs;
    }

    /** Whether no isolation key owns it yet. */
    boolean isClean() {
        return isolation == null;
    }

    /** Whether streams of an isolation key may go here. */
    boolean isOf(String key) {
        return key.equals(isolation);
    }

    /** Returns the isolation key, or null. */
    String isolation() {
        return isolation;
    }

    /** An isolation key takes the circuit. */
    void claim(String key, long nowNs) {
        if (isolation == null) {
            isolation = key;
            firstUsedNs = nowNs;
        }
        lastUsedNs = nowNs;
    }

    void touched(long nowNs) {
        lastUsedNs = nowNs;
    }

    long ageMs(long nowNs) {
        return (nowNs - bornNs) / 1_000_000;
    }

    long sinceFirstUseMs(long nowNs) {
        return isolation == null ? 0 : (nowNs - firstUsedNs) / 1_000_000;
    }

    long idleMs(long nowNs) {
        return (nowNs - lastUsedNs) / 1_000_000;
    }

    /** Makes one with the ages that another had. */
    static CircuitUse aged(long nowNs, String key, long ageMs, long firstUseMs, long idleMs) {
        CircuitUse use = new CircuitUse(nowNs - ageMs * 1_000_000);
        use.isolation = key;
        use.firstUsedNs = nowNs - firstUseMs * 1_000_000;
        use.lastUsedNs = nowNs - idleMs * 1_000_000;
        return use;
    }
}
