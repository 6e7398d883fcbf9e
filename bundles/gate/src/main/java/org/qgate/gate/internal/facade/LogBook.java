package org.qgate.gate.internal.facade;

import java.util.ArrayDeque;
import java.util.List;
import org.qgate.api.base.Clock;
import org.qgate.common.values.Lines;
import org.qgate.gate.Hosting.Line;

/** The log of one extender, over all its instances: the last lines, in memory. Thread-safe. */
public final class LogBook {
    private static final int MOST = 1_000;
    private static final int LONGEST = 1_000;

    private final Clock clock;
    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    /** Begins empty. */
    public LogBook(Clock clock) {
        this.clock = clock;
    }

    /** Adds a line. */
    public void write(String version, String level, String text) {
        Line line = new Line(clock.wallMs(), version, level, Lines.clean(text, LONGEST));
        synchronized (lines) {
            if (lines.size() == MOST) {
                lines.remove();
            }
            lines.add(line);
        }
    }

    /** Returns what is kept, oldest first. */
    public List<Line> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
