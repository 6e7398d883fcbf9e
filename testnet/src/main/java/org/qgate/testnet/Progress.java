package org.qgate.testnet;

/** Hears what a long action is doing: one line a step. */
@FunctionalInterface
public interface Progress {
    /** Says nothing. */
    Progress SILENT = line -> {};

    /** One step began or ended. */
    void step(String line);
}
