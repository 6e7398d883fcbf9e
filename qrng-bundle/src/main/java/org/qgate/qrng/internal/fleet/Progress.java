package org.qgate.qrng.internal.fleet;

import java.util.Map;

/**
 * How far a device was read. What may be read next is reserved in the store first, so that after a crash nothing is read
 * twice and no window has a number that another one had. For one thread at a time.
 */
final class Progress {
    private static final long SECONDS_AHEAD = 5;
    private static final int WINDOWS_AHEAD = 4;

    private final int window;
    private final long ahead;
    private long position;
    private long nextWindow;
    private long reservedSamples;
    private long reservedWindows;

    Progress(int window, long samplesPerSecond) {
        this.window = window;
        ahead = Math.max((long) WINDOWS_AHEAD * window, SECONDS_AHEAD * samplesPerSecond);
    }

    int window() {
        return window;
    }

    /** Returns how many samples were read. */
    long position() {
        return position;
    }

    /** Returns the number of the window that is read now. */
    long nextWindow() {
        return nextWindow;
    }

    void read(int samples) {
        position += samples;
    }

    /** A window is complete; returns its number. */
    long complete() {
        return nextWindow++;
    }

    /** Samples of a window that was not completed and that nobody saw: they may be read again. */
    void unread(int samples) {
        position -= samples;
    }

    /** Returns whether another window may be read. */
    boolean reserved() {
        return position + window <= reservedSamples && nextWindow < reservedWindows;
    }

    /** Reserves more; it counts once the record is durable. A recording is reserved by few windows, for a crash burns them. */
    void reserve(boolean recording) {
        long samples = recording ? (long) WINDOWS_AHEAD * window : ahead;
        reservedSamples = position + samples;
        reservedWindows = nextWindow + samples / window + 1;
    }

    /** Nothing is read any more: what was reserved and not read is free again. */
    void settle() {
        reservedSamples = position;
        reservedWindows = nextWindow;
    }

    void record(Map<String, Object> out) {
        out.put("samples", reservedSamples);
        out.put("windows", reservedWindows);
    }

    void restore(Plain in) {
        position = in.number("samples");
        nextWindow = in.number("windows");
        settle();
    }

    void freeze(Map<String, Object> out) {
        out.put("position", position);
        out.put("nextWindow", nextWindow);
    }

    void thaw(Plain in) {
        reservedSamples = in.number("samples");
        reservedWindows = in.number("windows");
        position = in.number("position");
        nextWindow = in.number("nextWindow");
    }
}
