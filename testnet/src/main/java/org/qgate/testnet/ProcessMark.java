package org.qgate.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tells a process from a later one that got the same number: its number, when it started, and that its command line names
 * the node's folder.
 *
 * @param started clock ticks since boot from {@code /proc/PID/stat}; elsewhere milliseconds since 1970
 */
public record ProcessMark(long pid, long started) {
    /** Field 22 of {@code /proc/PID/stat} is the start time (proc(5)); fields are counted behind the name here. */
    private static final int START_FIELD = 22 - 3;

    /** Marks a process that runs now. */
    static Optional<ProcessMark> of(long pid) {
        return startOf(pid).map(started -> new ProcessMark(pid, started));
    }

    private static Optional<Long> startOf(long pid) {
        Optional<String[]> fields = statFields(pid);
        if (fields.isPresent()) {
            return fields.map(all -> Long.parseLong(all[START_FIELD]));
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(handle -> handle.info().startInstant())
                .map(instant -> instant.toEpochMilli());
    }

    /** Returns the fields of {@code /proc/PID/stat} from the third on: the name may hold blanks and brackets. */
    static Optional<String[]> statFields(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Whether this very process still runs and is the node of this folder. */
    boolean alive(Path nodeDir) {
        Optional<ProcessHandle> handle = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
        boolean same = startOf(pid).filter(now -> now == started).isPresent();
        return handle.isPresent() && same && !zombie() && names(nodeDir);
    }

    private boolean zombie() {
        return statFields(pid).filter(fields -> fields[0].equals("Z")).isPresent();
    }

    private boolean names(Path nodeDir) {
        String option = "-Dkaraf.base="
                + new String(nodeDir.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Path file = Path.of("/proc", Long.toString(pid), "cmdline");
        try {
            if (!Files.isReadable(file)) {
                return ProcessHandle.of(pid)
                        .flatMap(handle -> handle.info().commandLine())
                        .filter(line -> line.contains(option + " "))
                        .isPresent();
            }
            String line = Files.readString(file, StandardCharsets.ISO_8859_1);
            // Without an end while it turns into another program (execve(2)), as setsid and bin/qgate do.
            return !line.endsWith("\0") || line.contains(option + "\0");
        } catch (IOException gone) {
            return false;
        }
    }
}
