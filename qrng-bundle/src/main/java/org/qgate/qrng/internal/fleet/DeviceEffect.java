package org.qgate.qrng.internal.fleet;

/** What is to be done after something happened to a device. */
enum DeviceEffect {
    /** The window's bytes may be used. */
    USE,
    /** The window is discarded and counted. */
    DISCARD,
    /** Burn what lies ready, forget what was collected, recall what was minted, raise an alert. */
    QUARANTINE,
    /** Raise an alert. */
    ALERT,
    /** All alerts of the device are over. */
    CLEAR,
    /** Let the device go. */
    CLOSE,
    /** Tests begin anew. */
    RESET
}
