package org.qgate.kernel.internal.node;

/** Hears when the overlay begins to run and when it is about to end. On bedrock threads. */
interface Presence {
    /** The overlay runs: its services may be offered. */
    void joined();

    /** The overlay ends: its services are to be withdrawn before this returns. */
    void left();
}
