package org.qgate.ext.testkit;

/** Ends a thread of an extender whose process is meant to have died; no extender should catch it. */
public final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
        super("the process is meant to have died here", null, false, false);
    }
}
