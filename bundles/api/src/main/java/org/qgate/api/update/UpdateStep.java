package org.qgate.api.update;

/** How far an update has come. In this order, except that each may be followed by {@link #ABORTED} or {@link #FAILED}. */
public enum UpdateStep {
    /** The package's signature, digests and versions are checked. */
    VERIFY,
    /** The new version is installed and started beside the old one and tests itself. */
    PREPARE,
    /** The gate is closed and the old version gives its state away. */
    FREEZE,
    /** The new version rebuilds links, circuits and connections. */
    ADOPT,
    /** The new version takes office; the gate opens. */
    COMMIT,
    /** The new version works under watch; the old one is kept. */
    PROBATION,
    /** The new version stays, also across restarts. */
    CONFIRMED,
    /** Something failed before the new version was in office: the old one went on and nobody noticed. */
    ABORTED,
    /** The new version did not pass its probation: the old one took over from it. */
    ROLLED_BACK,
    /** It could not be told which version may go on: links were closed and made anew. */
    FAILED
}
