package org.qgate.api.update;

/**
 * One version of a swappable bundle that this node has.
 *
 * @param bundle symbolic name
 * @param sha256 digest of the jar, 64 hexadecimal digits
 * @param source where its jar lies: {@code distribution} or {@code node}
 */
public record CoreVersion(String bundle, String version, String sha256, Standing standing, String source) {
    /** What a version is to the node. */
    public enum Standing {
        /** In office and confirmed. */
        CURRENT,
        /** In office, under watch. */
        PROBATION,
        /** Kept for a rollback. */
        PREVIOUS,
        /** In the folder of releases, newer than what is in office. */
        AVAILABLE
    }
}
