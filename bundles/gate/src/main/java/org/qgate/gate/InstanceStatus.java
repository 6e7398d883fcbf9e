package org.qgate.gate;

/**
 * One instance.
 *
 * @param state {@code MADE}, {@code STARTED}, {@code OPEN}, {@code PAUSED}, {@code DRAINING}, {@code ABANDONED}
 * @param overdrawn which quota it exceeds for so long that it should be stopped; empty for none
 * @param threadsBusy of its own
 * @param cpuMs used by its threads
 */
public record InstanceStatus(
        long instance,
        long bundleId,
        String id,
        String version,
        String state,
        String overdrawn,
        long sinceWallMs,
        int threadsBusy,
        int queued,
        int streams,
        long calls,
        long failures,
        long cpuMs,
        long storeBytes) {}
