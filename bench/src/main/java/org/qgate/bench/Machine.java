package org.qgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What the measurement ran on, and how busy that was before. */
final class Machine {
    private static final double QUIET = 0.25;

    private Machine() {}

    /** Returns the share of CPU time that was used during two seconds, 0 to 1. */
    static double busy() throws IOException {
        long[] before = ticks();
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(2)); // the length of the measurement
        long[] after = ticks();
        double all = after[0] - before[0];
        return all <= 0 ? 0 : 1 - (after[1] - before[1]) / all;
    }

    /** Returns the load averages over 1, 5 and 15 minutes (proc(5)). */
    static String loadAverage() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII)
                .split(" ");
        return fields[0] + " " + fields[1] + " " + fields[2];
    }

    static boolean quiet(double busy) {
        return busy <= QUIET;
    }

    /** Returns all ticks and idle ticks of the first line of {@code /proc/stat}. */
    private static long[] ticks() throws IOException {
        String[] fields = Files.readString(Path.of("/proc/stat"), StandardCharsets.US_ASCII)
                .lines()
                .findFirst()
                .orElseThrow()
                .trim()
                .split(" +");
        long all = 0;
        for (int i = 1; i <= 8; i++) { // user to steal; guest times are counted in user already
            all += Long.parseLong(fields[i]);
        }
        return new long[] {all, Long.parseLong(fields[4]) + Long.parseLong(fields[5])};
    }

    static Map<String, Object> document(double busyBefore, String loadAverageBefore) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("jdk", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        document.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        document.put("cores", Runtime.getRuntime().availableProcessors());
        document.put("busyBefore", Samples.rounded(busyBefore));
        document.put("loadAverageBefore", loadAverageBefore);
        return document;
    }
}
