package org.qgate.sim;

import java.util.Arrays;

/** A growing first-in-first-out queue of bytes in one array. */
final class ByteQueue {
    private byte[] bytes = new byte[1024];
    private int head;
    private int size;

    int size() {
        return size;
    }

    byte[] array() {
        return bytes;
    }

    int head() {
        return head;
    }

    void add(byte[] from, int offset, int length) {
        if (head + size + length > bytes.length) {
            byte[] next = size + length > bytes.length / 2 ? new byte[2 * (size + length)] : bytes;
            System.arraycopy(bytes, head, next, 0, size);
            bytes = next;
            head = 0;
        }
        System.arraycopy(from, offset, bytes, head + size, length);
        size += length;
    }

    void addFirst(byte[] first) {
        byte[] rest = take(size);
        add(first, 0, first.length);
        add(rest, 0, rest.length);
    }

    byte[] take(int length) {
        byte[] taken = Arrays.copyOfRange(bytes, head, head + length);
        drop(length);
        return taken;
    }

    void drop(int length) {
        head += length;
        size -= length;
        if (size == 0) {
            head = 0;
        }
    }
}
