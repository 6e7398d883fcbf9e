package org.qgate.kernel.internal.circuit.client;

import java.util.Map;
import org.qgate.kernel.internal.circuit.settings.Plain;

/**
 * Who uses a circuit, since when, and when last. A circuit that carried a stream belongs to that isolation key for
 * good.
 */
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

    /** Returns the whole state; times as ages. */
    Map<String, Object> freeze(long nowNs) {
        return Map.of(
                "clean", isClean(),
                "isolation", isClean() ? "" : isolation,
                "ageMs", ageMs(nowNs),
                "firstUseMs", sinceFirstUseMs(nowNs),
                "idleMs", idleMs(nowNs));
    }

    /** Takes up what {@link #freeze} returned. */
    static CircuitUse thaw(Plain state, long nowNs) {
        CircuitUse use = new CircuitUse(nowNs - state.number("ageMs") * 1_000_000);
        use.isolation = state.flag("clean") ? null : state.text("isolation");
        use.firstUsedNs = nowNs - state.number("firstUseMs") * 1_000_000;
        use.lastUsedNs = nowNs - state.number("idleMs") * 1_000_000;
        return use;
    }
}
