package org.qgate.shell.internal.view;

import java.util.ArrayList;
import java.util.List;

/** Bars of text. */
public final class Chart {
    /** A full block, and its lower eighths. */
    private static final String EIGHTHS = " \u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588";

    private static final int PARTS = 8;

    private Chart() {}

    /**
     * Draws columns; whatever is over zero is seen.
     *
     * @param highest the value that fills a column
     * @param height in rows
     * @return rows, the topmost first
     */
    public static List<String> rows(double[] values, double highest, int height) {
        List<String> rows = new ArrayList<>();
        for (int row = height - 1; row >= 0; row--) {
            StringBuilder line = new StringBuilder();
            for (double value : values) {
                int parts = highest <= 0 ? 0 : (int) Math.round(value / highest * height * PARTS);
                int seen = value > 0 ? Math.max(1, parts) : 0;
                line.append(EIGHTHS.charAt(Math.max(0, Math.min(PARTS, seen - row * PARTS))));
            }
            rows.add(line.toString());
        }
        return rows;
    }
}
