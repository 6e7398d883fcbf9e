package org.qgate.gate.internal.confine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What the kernel knows of a process at a moment. Source: Linux, {@code Documentation/filesystems/proc.rst}, table 1-4.
 *
 * @param cpuNs used by all its threads, in the user's and the kernel's time
 * @param began when, in ticks since the machine began: tells two processes of one number apart
 * @param state a letter: T is stopped, Z has ended
 */
record ProcessClock(long cpuNs, long began, char state) {
    /** Fields after the name, which may hold anything but ends with the last parenthesis. */
    private static final int STATE = 0;

    private static final int USER = 11;
    private static final int KERNEL = 12;
    private static final int BEGAN = 19;
    /** {@code USER_HZ}: part of the kernel's interface, the same everywhere. */
    private static final long TICKS_A_SECOND = 100;

    private static final long TICK_NS = TimeUnit.SECONDS.toNanos(1) / TICKS_A_SECOND;

    /** Looks at a process; empty when there is none of this number. */
    static Optional<ProcessClock> of(long pid) {
        try {
            return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Reads the line of {@code /proc/…/stat}; empty when it is none. */
    static Optional<ProcessClock> parse(String line) {
        String[] fields = line.substring(line.lastIndexOf(')') + 1).trim().split(" ");
        if (fields.length <= BEGAN) {
            return Optional.empty();
        }
        long ticks = Long.parseLong(fields[USER]) + Long.parseLong(fields[KERNEL]);
        return Optional.of(new ProcessClock(ticks * TICK_NS, Long.parseLong(fields[BEGAN]), fields[STATE].charAt(0)));
    }
}
