package org.qgate.crypto.internal.vault;

import java.nio.ByteBuffer;

/**
 * One key outside the heap, where the collector makes no copies of it. It is on the heap for as long as it is used; whether
 * the operating system writes memory to a swap device is not up to Java. Not thread-safe.
 */
final class KeyCell {
    private final ByteBuffer memory;

    /** Takes a key; the array stays its owner's to wipe. */
    KeyCell(byte[] key) {
        memory = ByteBuffer.allocateDirect(key.length);
        memory.put(0, key);
    }

    /** Returns a copy on the heap, to be wiped soon. */
    byte[] copy() {
        byte[] key = new byte[memory.capacity()];
        memory.get(0, key);
        return key;
    }

    void wipe() {
        for (int i = 0; i < memory.capacity(); i++) {
            memory.put(i, (byte) 0);
        }
    }
}
