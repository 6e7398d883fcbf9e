package org.qgate.testnet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process has cost so far, as Linux counts it (proc(5)). */
public final class ProcessCost {
    /** Clock ticks a second in {@code /proc}: USER_HZ, 100 on every Linux that runs Java. */
    private static final double TICKS = 100;

    private ProcessCost() {}

    /** Returns CPU seconds in user and kernel mode, ended children included; 0 when the process is gone. */
    public static double cpuSeconds(long pid) {
        return ProcessMark.statFields(pid)
                .map(fields -> {
                    long sum = 0;
                    for (int field = 14; field <= 17; field++) { // utime, stime, cutime, cstime
                        sum += Long.parseLong(fields[field - 3]);
                    }
                    return sum / TICKS;
                })
                .orElse(0.0);
    }

    /** Returns the resident memory in bytes, 0 when the process is gone. */
    public static long residentBytes(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"), StandardCharsets.ISO_8859_1)
                    .stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            return 0;
        }
    }

    /** Returns the resident bytes of the mappings that begin between two addresses (proc(5), smaps). */
    public static long residentBytes(long pid, long from, long to) throws IOException {
        long sum = 0;
        boolean inside = false;
        for (String line :
                Files.readAllLines(Path.of("/proc", Long.toString(pid), "smaps"), StandardCharsets.ISO_8859_1)) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                long at = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16);
                inside = Long.compareUnsigned(at, from) >= 0 && Long.compareUnsigned(at, to) < 0;
            } else if (inside && line.startsWith("Rss:")) {
                sum += Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
            }
        }
        return sum;
    }
}
