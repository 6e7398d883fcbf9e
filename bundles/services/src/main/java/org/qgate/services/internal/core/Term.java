package org.qgate.services.internal.core;

import org.qgate.api.error.ExtenderError;
import org.qgate.api.error.QGateException;

/** Whether this version of the bundle still decides: one that is being replaced touches nothing any more. Thread-safe. */
final class Term {
    private volatile boolean over;

    /** Another version decides now. */
    void end() {
        over = true;
    }

    boolean isOver() {
        return over;
    }

    /**
     * Goes on only while in office.
     *
     * @throws QGateException QG-EXT-0019
     */
    void check() {
        if (over) {
            throw new QGateException(ExtenderError.NOT_READY, "another version of org.qgate.services decides now");
        }
    }
}
