package org.qgate.kernel.internal.link;

import java.util.ArrayDeque;
import org.qgate.api.crypto.LinkCipher;

/** Arrays that records are built in: a link holds one only while it has something to send in this turn of the loop. */
final class RecordArrays {
    private static final int KEPT = 32;

    private final ArrayDeque<byte[]> free = new ArrayDeque<>();

    byte[] take() {
        byte[] array = free.poll();
        return array != null ? array : new byte[LinkCipher.MAX_PLAINTEXT];
    }

    void give(byte[] array) {
        if (free.size() < KEPT) {
            free.push(array);
        }
    }
}
