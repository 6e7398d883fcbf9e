package org.qgate.kernel.internal.node;

import org.qgate.api.error.ErrorCode;

/** What is wrong for a while: news at first and once a minute, whatever the words. Not thread-safe. */
final class Trouble {
    private static final long AGAIN_NS = 60_000_000_000L;

    private ErrorCode last;
    private long saidNs;

    /** Whether it is worth a line in the log; a message may hold the time of day, so the code counts. */
    boolean isNews(ErrorCode code, long nowNs) {
        if (code == last && nowNs - saidNs <= AGAIN_NS) {
            return false;
        }
        last = code;
        saidNs = nowNs;
        return true;
    }

    /** All is well again: the next trouble is news. */
    void over() {
        last = null;
    }
}
