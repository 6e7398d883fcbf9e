package org.qgate.api.qrng;

/** Where a device stands. Bytes leave it in {@link #HEALTHY} and {@link #SUSPECT} only. */
public enum DeviceState {
    /** Known, not opened yet, or opened again after it went away. */
    INIT,
    /** Opened; its start-up tests run and no byte is used. */
    STARTUP,
    /** All tests pass. */
    HEALTHY,
    /** Windows were discarded lately; those that pass are used. */
    SUSPECT,
    /** No byte is used until an operator releases it or it qualifies again by itself. */
    QUARANTINED,
    /** It gives nothing, or it could not be opened. */
    DEAD
}
