package org.qgate.api.vault;

/**
 * Whether an older copy of the node's folder would be noticed: the anchor beside the key file is the witness.
 *
 * @param witnessed whether there is an anchor; without one a rollback is not detectable
 * @param anchoredMs when the anchor was written, milliseconds since 1970; 0 without one
 * @param reason why there is none, or why it cannot be renewed; empty when all is well
 */
public record Freshness(boolean witnessed, long anchoredMs, String reason) {
    /** No witness. */
    public static Freshness none(String reason) {
        return new Freshness(false, 0, reason);
    }
}
