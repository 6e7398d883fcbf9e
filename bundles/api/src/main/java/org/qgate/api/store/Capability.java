package org.qgate.api.store;

/** What an engine of the store may be able to do. */
public enum Capability {
    /** What was acknowledged survives the loss of power. */
    DURABLE,
    /** Ranges in the order of keys. */
    ORDERED,
    /** Batches over several maps of a namespace that happen whole or not at all. */
    ATOMIC_BATCHES,
    /** Changes that depend on what is there: expectations, counters. */
    COMPARE_AND_SET,
    /** Views of one moment. */
    SNAPSHOTS,
    /** Branches of a namespace. */
    BRANCHES,
    /** Watches of changes. */
    WATCH,
    /** Values that go over by themselves. */
    EXPIRY,
    /** Copies for a backup while it works. */
    EXPORT
}
