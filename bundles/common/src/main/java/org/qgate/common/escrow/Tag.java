package org.qgate.common.escrow;

/** What a value's first byte says of it. */
final class Tag {
    static final int FALSE = 0;
    static final int TRUE = 1;
    static final int NUMBER = 2;
    static final int TEXT = 3;
    static final int BYTES = 4;
    static final int LIST = 5;
    static final int MAP = 6;

    /** Deeper trees are refused, so that no reader's stack ends before its input. */
    static final int DEEPEST = 24;

    private Tag() {}
}
