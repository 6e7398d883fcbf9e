package org.qgate.base.internal.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.qgate.api.base.Audit;
import org.qgate.api.base.AuditQueue;
import org.qgate.api.base.Clock;

/** Keeps audit lines until somebody takes them. Thread-safe. */
public final class AuditLog implements Audit, AuditQueue {
    private static final int LONGEST = 1024;

    private final Clock clock;
    private final Deque<Line> lines = new ArrayDeque<>();
    private long number;
    private long lost;

    /** Makes it empty. */
    public AuditLog(Clock clock) {
        this.clock = clock;
    }

    @Override
    public synchronized void record(String actor, String action, String detail, String outcome) {
        if (lines.size() == MOST) {
            lost++;
            return;
        }
        lines.add(new Line(++number, clock.wallMs(), clean(actor), clean(action), clean(detail), clean(outcome)));
    }

    @Override
    public synchronized List<Line> waiting() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void kept(long upTo) {
        lines.removeIf(each -> each.number() <= upTo);
        if (lost > 0 && lines.size() < MOST) {
            record("node", "audit", "lines lost: " + lost, "lost");
            lost = 0;
        }
    }

    /** What a user typed must not be able to fake a second line. */
    static String clean(String text) {
        StringBuilder out = new StringBuilder(Math.min(text.length(), LONGEST));
        for (int i = 0; i < text.length() && out.length() < LONGEST; i++) {
            char c = text.charAt(i);
            out.append(Character.isISOControl(c) || c == '"' || c == '\u2028' || c == '\u2029' ? '?' : c);
        }
        return out.toString();
    }
}
