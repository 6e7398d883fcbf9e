package org.qgate.gate.internal.protocol;

import java.util.HashMap;
import java.util.Map;

/** How many streams may be open at once, in all and of each protocol, so that none starves the others. Event loop only. */
final class Openings {
    static final int MOST = 512;
    static final int MOST_OF_ONE = 256;

    private final Map<String, Integer> open = new HashMap<>();
    private int all;

    /** Counts one in; false when there are too many already. */
    boolean take(String protocol) {
        int now = open.getOrDefault(protocol, 0);
        if (all >= MOST || now >= MOST_OF_ONE) {
            return false;
        }
        all++;
        open.put(protocol, now + 1);
        return true;
    }

    /** Counts one out. */
    void giveBack(String protocol) {
        all--;
        open.computeIfPresent(protocol, (name, now) -> now == 1 ? null : now - 1);
    }

    int all() {
        return all;
    }
}
