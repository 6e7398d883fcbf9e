package org.qgate.kernel.internal.directory;

import org.qgate.kernel.internal.link.Link;

/** A relay that this node is linked to, as a place to get documents from; rested after each failure, ever longer. */
final class Source {
    private static final long FIRST_REST_MS = 2_000;
    private static final long LONGEST_REST_MS = 300_000;

    private final Link link;
    private long notBeforeMs;
    private int failures;
    private boolean asking;

    Source(Link link) {
        this.link = link;
    }

    Link link() {
        return link;
    }

    boolean ready(long nowMs) {
        return !asking && nowMs >= notBeforeMs;
    }

    void asking(boolean now) {
        asking = now;
    }

    boolean isAsking() {
        return asking;
    }

    void good() {
        failures = 0;
        notBeforeMs = 0;
    }

    /** It gave nothing useful, or something wrong. */
    void poor(long nowMs) {
        notBeforeMs = nowMs + Math.min(LONGEST_REST_MS, FIRST_REST_MS << Math.min(failures, 10));
        failures++;
    }

    /** It says that there is something new. */
    void wake() {
        notBeforeMs = 0;
    }
}
