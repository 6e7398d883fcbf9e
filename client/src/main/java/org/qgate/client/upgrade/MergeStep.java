package org.qgate.client.upgrade;

import java.util.List;

/**
 * A configuration file that an upgrade changes, or that the operator had changed.
 *
 * @param details keys that are kept or in conflict
 */
public record MergeStep(String file, Action action, List<String> details) {
    /** What happens to it. */
    public enum Action {
        /** As the new release ships it. */
        NEW,
        /** As the operator has it. */
        KEPT,
        /** Both, key by key. */
        MERGED,
        /** Both changed the same: the operator's stays, the release's lies beside it as {@code .new}. */
        CONFLICT,
        /** The release has it no more and the operator never changed it. */
        REMOVED,
        /** Belongs to the program: the release's counts, the operator's lies beside it as {@code .replaced}. */
        REPLACED
    }
}
