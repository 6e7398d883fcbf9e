package org.qgate.bench.peer;

import java.util.List;
import java.util.stream.Stream;

/** How Debian's Tor is run: its defaults, and what could make it faster. */
public enum TorKind {
    /** As it comes. */
    DEFAULTS("tor"),
    /** With the scheduler that it had before KIST, faster on loopback. */
    VANILLA("tor-vanilla", "Schedulers Vanilla"),
    /** With the congestion control that the public network's consensus turns on (Tor proposal 324). */
    VEGAS("tor-vegas", "ConsensusParams cc_alg=2");

    private final String side;
    private final List<String> options;

    TorKind(String side, String... options) {
        this.side = side;
        this.options = List.of(options);
    }

    /** Returns its name in figures. */
    public String side() {
        return side;
    }

    List<String> options() {
        return options;
    }

    /** Returns the names of all in figures. */
    public static List<String> names() {
        return Stream.of(values()).map(TorKind::side).toList();
    }
}
