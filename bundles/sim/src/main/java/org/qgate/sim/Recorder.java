package org.qgate.sim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What passed a {@link Forwarder} in one direction: the bytes, up to a bound, and the length of each read. Thread-safe.
 */
public final class Recorder {
    private static final int MAX_BYTES = 64 << 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> lengths = new ArrayList<>();
    private long total;

    synchronized void took(byte[] from, int offset, int length) {
        total += length;
        lengths.add(length);
        if (bytes.size() + length <= MAX_BYTES) {
            bytes.write(from, offset, length);
        }
    }

    /** Returns how many bytes passed. */
    public synchronized long total() {
        return total;
    }

    /** Returns the length of each read, oldest first. */
    public synchronized List<Integer> lengths() {
        return List.copyOf(lengths);
    }

    /** Returns what passed, at most 64 MiB of it. */
    public synchronized byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Forgets everything so far. */
    public synchronized void reset() {
        bytes.reset();
        lengths.clear();
        total = 0;
    }

    /** Whether a text passed, as its bytes. */
    public boolean contains(String text) {
        String all = new String(bytes(), StandardCharsets.ISO_8859_1); // one char a byte
        return all.contains(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
