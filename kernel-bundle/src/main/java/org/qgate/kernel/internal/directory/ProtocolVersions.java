package org.qgate.kernel.internal.directory;

import java.util.List;

/**
 * The versions of one protocol that a relay speaks, inclusive.
 *
 * @param protocol {@link #LINK}, {@link #HOP}, {@link #CELL} or {@link #DIRECTORY}; others are kept and ignored
 */
public record ProtocolVersions(int protocol, int first, int last) {
    /** Link handshake and records. */
    public static final int LINK = 1;
    /** Hop handshake. */
    public static final int HOP = 2;
    /** Cells and relay messages. */
    public static final int CELL = 3;
    /** Directory documents and messages. */
    public static final int DIRECTORY = 4;

    /** What this node speaks. */
    static final List<ProtocolVersions> OURS = List.of(
            new ProtocolVersions(LINK, 1, 1),
            new ProtocolVersions(HOP, 1, 1),
            new ProtocolVersions(CELL, 1, 1),
            new ProtocolVersions(DIRECTORY, 1, 1));

    /** Refuses empty ranges and values beyond a byte. */
    public ProtocolVersions {
        if (protocol < 1 || protocol > 255 || first < 1 || last > 255 || first > last) {
            throw new IllegalArgumentException("protocol versions: " + protocol + " " + first + "-" + last);
        }
    }

    /** Whether a relay with these versions can carry our circuits. */
    static boolean compatible(List<ProtocolVersions> theirs) {
        return OURS.stream().allMatch(ours -> theirs.stream().anyMatch(ours::overlaps));
    }

    private boolean overlaps(ProtocolVersions other) {
        return protocol == other.protocol && first <= other.last && other.first <= last;
    }
}
