package org.qgate.api.qrng;

import java.util.Optional;

/**
 * One device.
 *
 * @param reason why it is in its state; may be empty
 * @param provenance what its bytes are labelled with
 * @param sinceWallMs when it came into its state
 * @param samples read since it was added
 * @param windows tested since it was added
 * @param discarded windows that no byte was used of
 * @param quarantines how often it was quarantined
 * @param deliveredBytes conditioned bytes made of it
 * @param bytesPerSecond of raw samples, over the last ten seconds
 * @param creditedMinEntropy what is credited to a sample now: the lower of claim and last assessment
 * @param assessment the last one
 */
public record DeviceInfo(
        SourceSpec spec,
        SourceIdentity identity,
        Provenance provenance,
        DeviceState state,
        String reason,
        long sinceWallMs,
        long samples,
        long windows,
        long discarded,
        long repetitionFailures,
        long proportionFailures,
        long stalls,
        long duplicates,
        long identityChanges,
        long quarantines,
        long deliveredBytes,
        double bytesPerSecond,
        double creditedMinEntropy,
        Optional<Assessment> assessment) {}
