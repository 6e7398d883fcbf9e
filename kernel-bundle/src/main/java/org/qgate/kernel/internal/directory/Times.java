package org.qgate.kernel.internal.directory;

import java.time.Instant;

/** Times as operators read them. */
final class Times {
    private Times() {}

    /** Returns a length of time with its largest fitting unit. */
    static String span(long ms) {
        long seconds = ms / 1000;
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7200) {
            return seconds / 60 + " min";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " days";
    }

    /** Returns a moment in UTC, to the second. */
    static String at(long wallMs) {
        return Instant.ofEpochSecond(wallMs / 1000).toString();
    }
}
