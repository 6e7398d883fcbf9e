package org.qgate.api.network;

import java.util.Optional;

/** TCP ports from first to last, inclusive, 1 to 65535. */
public record PortRange(int first, int last) {
    /** Refuses ranges that are empty or outside 1 to 65535. */
    public PortRange {
        if (first < 1 || last > 65535 || first > last) {
            throw new IllegalArgumentException("ports are 1 to 65535, first not above last: " + first + "-" + last);
        }
    }

    /** Parses {@code 80} or {@code 8000-8100}; empty for anything else. */
    public static Optional<PortRange> parse(String text) {
        if (!text.matches("[0-9]{1,5}(-[0-9]{1,5})?")) {
            return Optional.empty();
        }
        String[] ends = text.split("-");
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[ends.length - 1]);
        return first < 1 || last > 65535 || first > last ? Optional.empty() : Optional.of(new PortRange(first, last));
    }

    /** Whether the port lies in this range. */
    public boolean contains(int port) {
        return first <= port && port <= last;
    }

    @Override
    public String toString() {
        return first == last ? Integer.toString(first) : first + "-" + last;
    }
}
