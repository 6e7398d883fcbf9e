package org.qgate.api.extender;

import java.util.List;

/**
 * One extender.
 *
 * @param state {@code LIVE}, {@code PROBATION}, {@code PAUSED}, {@code STOPPED}, {@code HELD}, {@code FAILED},
 *     {@code ABANDONED} (a thread does not end: a restart is needed) or {@code WAITING} (for vault and store)
 * @param reason why it is in this state; may be empty
 * @param tier where it runs: {@code guarded} within the node, {@code process} in one of its own; empty when it does not
 * @param tierReason why there, in words
 * @param heldVersion a newer version that waits for consent; empty for none
 * @param parked versions kept for a rollback, newest first
 * @param calls served since it started
 * @param restarts how often its own process ended by itself since it started
 * @param gateClosedMicros how long callers waited at the last update
 */
public record ExtenderInfo(
        String id,
        String version,
        String title,
        String publisher,
        String keyId,
        String tier,
        String tierReason,
        String state,
        String reason,
        String heldVersion,
        List<String> parked,
        List<String> provides,
        long dataEpoch,
        long startedWallMs,
        int threads,
        int streams,
        long calls,
        long failures,
        long restarts,
        long cpuMs,
        long storeBytes,
        long gateClosedMicros) {}
