package org.qgate.store.internal.core;

/**
 * One step of a batch.
 *
 * @param value of a PUT; of an EXPECT what must be there, null: nothing
 * @param number of a PUT when it is over, of an ADD how much
 */
record Op(Kind kind, int map, byte[] key, byte[] value, long number) {
    enum Kind {
        PUT,
        REMOVE,
        ADD,
        EXPECT
    }
}
