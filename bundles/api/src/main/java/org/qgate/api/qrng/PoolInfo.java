package org.qgate.api.qrng;

import java.util.List;

/**
 * What lies ready and who takes it.
 *
 * @param bytes ready now
 * @param capacityBytes most that is kept ready
 * @param madeBytes since the start of the process
 * @param takenBytes since the start of the process
 * @param burntBytes dropped unused: at a crash's cursor, an update, a quarantine
 * @param waiting takers that wait now
 * @param degraded whether there is no healthy source now
 * @param shares by origin: a device here or a server
 * @param consumers who took how much
 */
public record PoolInfo(
        long bytes,
        long capacityBytes,
        long madeBytes,
        long takenBytes,
        long burntBytes,
        int waiting,
        boolean degraded,
        List<Share> shares,
        List<Consumer> consumers) {
    /** Copies the lists. */
    public PoolInfo {
        shares = List.copyOf(shares);
        consumers = List.copyOf(consumers);
    }

    /** How many bytes ready now come from one origin. */
    public record Share(String origin, Provenance provenance, long bytes) {}

    /** Who took how much since the start of the process. */
    public record Consumer(String name, long bytes, long portions) {}
}
