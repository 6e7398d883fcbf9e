package org.qgate.sim;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.base.Audit;

/** An audit record that tests read. */
public final class SimAudit implements Audit {
    private final List<Line> lines = new ArrayList<>();

    /** One line. */
    public record Line(String actor, String action, String detail, String outcome) {}

    @Override
    public void record(String actor, String action, String detail, String outcome) {
        lines.add(new Line(actor, action, detail, outcome));
    }

    /** Returns all lines, oldest first. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }
}
