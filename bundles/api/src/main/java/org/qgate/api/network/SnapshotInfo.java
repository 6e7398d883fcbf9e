package org.qgate.api.network;

/**
 * The directory view in use; times in wall-clock milliseconds.
 *
 * @param digest hexadecimal, or empty when there is none
 */
public record SnapshotInfo(
        String digest, long validAfterMs, long freshUntilMs, long validUntilMs, int relays, int exits, int signatures) {
    /** No snapshot at all. */
    public static final SnapshotInfo NONE = new SnapshotInfo("", 0, 0, 0, 0, 0, 0);
}
