package org.qgate.bench;

/** What is timed, and what must be there before: cells to decrypt, records to open. */
interface Operation {
    /** Makes inputs for so many calls; not timed. */
    default void ready(int calls) {}

    /** The call number {@code index} since {@link #ready}. */
    void call(int index);
}
