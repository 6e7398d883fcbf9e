package org.qgate.shell.internal.view;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Small pieces of text for people. */
public final class Text {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final long SECOND = 1_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Text() {}

    /** Returns text that cannot steer a terminal or break a line: control characters become '?'. */
    public static String clean(Object value) {
        String text = value == null ? "-" : value.toString();
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char ch = text.charAt(i);
            boolean format = Character.getType(ch) == Character.FORMAT; // bidirectional overrides, for instance
            out.append(Character.isISOControl(ch) || format ? '?' : ch);
        }
        return out.toString();
    }

    /** Joins what was seen and what to do; either may be empty. */
    public static String sentences(String seen, String advice) {
        boolean open = !seen.isEmpty() && !advice.isEmpty() && ".!?:;".indexOf(seen.charAt(seen.length() - 1)) < 0;
        return (seen + (open ? ". " : " ") + advice).strip();
    }

    /** Breaks a text between words, so that no line is longer unless one word is; at least one line. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** Returns a moment to the second, or {@code never}. */
    public static String moment(long wallMs) {
        return wallMs == 0
                ? "never"
                : Instant.ofEpochMilli(wallMs).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Returns {@code 1.5 MiB}. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** Returns {@code 3 d 4 h}, {@code 4 h 5 min}, {@code 5 min 6 s}, {@code 1.2 s} or {@code 17 ms}. */
    public static String duration(long ms) {
        if (ms < SECOND) {
            return ms + " ms";
        }
        if (ms < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", ms / (double) SECOND);
        }
        if (ms < HOUR) {
            return ms / MINUTE + " min " + ms % MINUTE / SECOND + " s";
        }
        return ms < DAY ? ms / HOUR + " h " + ms % HOUR / MINUTE + " min" : ms / DAY + " d " + ms % DAY / HOUR + " h";
    }

    /** Returns a round trip in milliseconds, or {@code -} when it was not measured. */
    public static String rtt(long micros) {
        return micros <= 0 ? "-" : String.format(Locale.ROOT, "%.1f ms", micros / 1000.0);
    }
}
