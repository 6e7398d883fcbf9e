package org.qgate.shell.internal.view;

import java.util.List;
import org.qgate.api.qrng.DeviceInfo;
import org.qgate.api.qrng.DeviceState;
import org.qgate.api.qrng.PoolInfo;
import org.qgate.api.qrng.Qrng;

/**
 * How quantum randomness stands, in a line.
 *
 * @param healthy devices whose bytes are used
 * @param quantum devices whose bytes may be called quantum, among the healthy ones
 * @param servers subscriptions
 * @param open subscriptions that give bytes
 * @param alerts that stand
 */
public record Randomness(
        int devices, int healthy, int quantum, int servers, int open, long readyBytes, boolean degraded, long alerts) {
    /** Asks. */
    public static Randomness of(Qrng qrng) {
        List<DeviceInfo> all = qrng.devices();
        List<DeviceInfo> used = all.stream()
                .filter(each -> each.state() == DeviceState.HEALTHY || each.state() == DeviceState.SUSPECT)
                .toList();
        PoolInfo pool = qrng.pool();
        return new Randomness(
                all.size(),
                used.size(),
                (int) used.stream()
                        .filter(each -> each.provenance().mayBeQuantum())
                        .count(),
                qrng.subscriptions().size(),
                (int) qrng.subscriptions().stream()
                        .filter(each -> each.state().equals("OPEN"))
                        .count(),
                pool.bytes(),
                pool.degraded(),
                qrng.alerts().stream().filter(each -> each.clearedWallMs() == 0).count());
    }

    /** Whether there is anything that could give bytes. */
    public boolean wanted() {
        return devices + servers > 0;
    }

    /** Returns it in words. */
    public String text() {
        if (!wanted()) {
            return "no devices, no servers";
        }
        return healthy + " of " + devices + " devices healthy, " + quantum + " quantum; " + open + " of " + servers
                + " servers open; " + Text.bytes(readyBytes) + " ready" + (degraded ? ", DEGRADED" : "")
                + (alerts > 0 ? "; " + alerts + " alerts: qrng:alerts" : "");
    }

    /** One line for {@code node:status}. */
    public static View line(Randomness randomness) {
        return new Facts()
                .fact("quantum randomness", randomness == null ? "not available at the moment" : randomness.text());
    }
}
