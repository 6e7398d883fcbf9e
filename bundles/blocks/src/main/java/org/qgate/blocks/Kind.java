package org.qgate.blocks;

import java.util.Optional;

/** What a block is about. */
public enum Kind {
    /** The first block of a stream: its keys, the length of its slots, the first commitment. */
    GENESIS(0, "GENESIS"),
    /** The value of a slot, for everybody. */
    PUBLIC(1, "PUBLIC"),
    /** Which windows' bytes were given out privately, by their digests. */
    PRIVATE_MANIFEST(2, "PRIVATE-MANIFEST"),
    /** A device was quarantined. */
    FAILURE(3, "FAILURE"),
    /** Slots without a value. */
    SKIP(4, "SKIP"),
    /** Windows and blocks that are not to be relied on. */
    RECALL(5, "RECALL");

    private final int code;
    private final String title;

    Kind(int code, String title) {
        this.code = code;
        this.title = title;
    }

    /** Returns its number in a block. */
    public int code() {
        return code;
    }

    /** Returns its name as people read it. */
    public String title() {
        return title;
    }

    /** Returns whether blocks of it account for slots. */
    public boolean covers() {
        return this == PUBLIC || this == SKIP;
    }

    static Optional<Kind> of(int code) {
        return code < values().length ? Optional.of(values()[code]) : Optional.empty();
    }
}
