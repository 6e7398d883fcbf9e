package org.qgate.gate.internal.protocol;

import java.util.Optional;

/** One stream's share of what may be open; given back once, however often that is asked. Event loop only. */
final class Opening {
    private final Openings openings;
    private final String protocol;
    private boolean over;

    private Opening(Openings openings, String protocol) {
        this.openings = openings;
        this.protocol = protocol;
    }

    /** Takes a share; empty when there is none left. */
    static Optional<Opening> take(Openings openings, String protocol) {
        return openings.take(protocol) ? Optional.of(new Opening(openings, protocol)) : Optional.empty();
    }

    void giveBack() {
        if (!over) {
            over = true;
            openings.giveBack(protocol);
        }
    }
}
