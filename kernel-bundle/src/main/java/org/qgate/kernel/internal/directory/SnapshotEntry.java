package org.qgate.kernel.internal.directory;

import java.util.Set;
import java.util.TreeSet;
import org.qgate.api.NodeId;

/**
 * One relay of a snapshot.
 *
 * @param digest of its descriptor, hexadecimal
 * @param flags {@link #EXIT}, {@link #GUARD}, {@link #SEED}, {@link #SERVICE}, {@link #LAST_ONLY}; unknown bits are kept
 *     and ignored
 * @param weight 1 to 2^32 - 1
 */
record SnapshotEntry(NodeId id, String digest, long sequence, int flags, long weight) {
    static final int EXIT = 1;
    static final int GUARD = 2;
    static final int SEED = 4;
    static final int SERVICE = 8;
    static final int LAST_ONLY = 16;

    /** Returns the flags by name. */
    Set<String> flagNames() {
        Set<String> names = new TreeSet<>();
        if ((flags & EXIT) != 0) {
            names.add("exit");
        }
        if ((flags & GUARD) != 0) {
            names.add("guard");
        }
        if ((flags & SEED) != 0) {
            names.add("seed");
        }
        if ((flags & SERVICE) != 0) {
            names.add(Relay.SERVICE);
        }
        if ((flags & LAST_ONLY) != 0) {
            names.add(Relay.LAST_ONLY);
        }
        return Set.copyOf(names);
    }
}
