package org.qgate.dpn.internal.exit;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.net.IpRange;
import org.qgate.api.network.PortRange;

/**
 * What the exit serves.
 *
 * @param enabled false as shipped
 * @param ports never contains 25
 * @param allow wins over every address rule except links of relays
 * @param perNeighbour bounds all circuits that came over one neighbour
 */
public record ExitSettings(
        boolean enabled,
        List<PortRange> ports,
        List<IpRange> allow,
        List<IpRange> deny,
        boolean allowSingleHop,
        int maxNegotiating,
        Rate perCircuit,
        Rate perNeighbour,
        int connectMs) {
    /**
     * Requests that may be made.
     *
     * @param burst at once
     */
    public record Rate(int perSecond, int burst) {}

    /** SMTP between servers: refused always, or exits become sources of unwanted mail. */
    static final int SMTP = 25;

    /** Whether the port is served. */
    boolean serves(int port) {
        return port != SMTP && ports.stream().anyMatch(range -> range.contains(port));
    }

    /** Cuts 25 out of the ranges, so that the descriptor says what is served. */
    public static List<PortRange> without25(List<PortRange> ranges) {
        List<PortRange> kept = new ArrayList<>();
        for (PortRange range : ranges) {
            if (!range.contains(SMTP)) {
                kept.add(range);
                continue;
            }
            if (range.first() < SMTP) {
                kept.add(new PortRange(range.first(), SMTP - 1));
            }
            if (range.last() > SMTP) {
                kept.add(new PortRange(SMTP + 1, range.last()));
            }
        }
        return List.copyOf(kept);
    }
}
