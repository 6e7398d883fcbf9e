package org.qgate.gate.internal.facade;

import org.qgate.api.base.Clock;
import org.qgate.gate.Quota;

/** What one quota leaves of calls, bytes, random bytes and lines at this moment. Thread-safe. */
record Rations(
        Quota quota,
        Pace callsMade,
        Pace callsServed,
        Pace bytesIn,
        Pace bytesOut,
        Pace random,
        Pace lines,
        Pace events,
        Pace stored) {
    private static final long SECOND_MS = 1_000;
    private static final long MINUTE_MS = 60_000;

    static Rations of(Quota quota, Clock clock) {
        return new Rations(
                quota,
                new Pace(clock, quota.callsPerSecond(), SECOND_MS),
                new Pace(clock, quota.callsPerSecond(), SECOND_MS),
                new Pace(clock, quota.bytesPerSecond(), SECOND_MS),
                new Pace(clock, quota.bytesPerSecond(), SECOND_MS),
                new Pace(clock, quota.randomBytesPerSecond(), SECOND_MS),
                new Pace(clock, quota.logLinesPerMinute(), MINUTE_MS),
                new Pace(clock, quota.callsPerSecond(), SECOND_MS),
                new Pace(clock, quota.bytesPerSecond(), SECOND_MS));
    }
}
