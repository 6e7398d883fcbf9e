package org.qgate.gate;

/**
 * One instance.
 *
 * @param bundleId the framework's number of its bundle; 0 for one with a process of its own
 * @param state {@code MADE}, {@code STARTED}, {@code OPEN}, {@code PAUSED}, {@code DRAINING}, {@code ABANDONED}
 * @param overdrawn which quota it exceeds for so long that it should be stopped; empty for none
 * @param threadsBusy of its own
 * @param restarts how often its own process ended by itself; 0 for one of the node's process
 * @param cpuMs used by its threads, and by its own process
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
        long restarts,
        long cpuMs,
        long storeBytes) {}
