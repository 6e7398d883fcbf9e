package org.qgate.kernel.handover;

/** What goes wrong in a run, and at which step ([HAND-2]). */
enum Fault {
    /** PREPARE: the new bundle lacks a class. */
    PREPARE_FAILS(false),
    /** FREEZE: the barrier is given up before anything was frozen. */
    BARRIER_ABORTED(false),
    /** EXPORT: the state cannot be written. */
    EXPORT_FAILS(false),
    /** EXPORT: a part of the escrow is lost. */
    ESCROW_TRUNCATED(false),
    /** ADOPT: the escrow is of a schema that the new one does not know. */
    WRONG_SCHEMA(false),
    /** ADOPT: the new one throws when it has rebuilt half of it. */
    ADOPT_THROWS(false),
    /** The process dies before COMMIT. */
    KILLED_BEFORE_COMMIT(true),
    /** COMMIT: the new one throws when it owns the ports. */
    COMMIT_THROWS(true),
    /** The new one dies after COMMIT, once it has sealed something. */
    DIES_AFTER_COMMIT(true);

    private final boolean closesLinks;

    Fault(boolean closesLinks) {
        this.closesLinks = closesLinks;
    }

    /** Whether transfers over this node may end with an error. */
    boolean closesLinks() {
        return closesLinks;
    }
}
