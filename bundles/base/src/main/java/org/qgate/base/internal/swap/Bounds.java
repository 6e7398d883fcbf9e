package org.qgate.base.internal.swap;

/**
 * How long each step of a hand-over may take, in milliseconds. Traffic stands still from closing the gate to the end of
 * commit, in the worst case for {@code gate + 2 × (freeze + adopt + commit + leave)} for each part.
 */
record Bounds(long start, long prepare, long gate, long freeze, long adopt, long commit, long leave) {
    /** What a running node uses: docs/hot-swap.md. */
    static final Bounds STANDARD = new Bounds(20_000, 20_000, 2_000, 2_000, 3_000, 2_000, 1_000);
}
