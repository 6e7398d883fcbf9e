package org.qgate.store.internal;

import java.util.ArrayList;
import java.util.List;
import org.qgate.api.base.AuditQueue;

/** Audit lines that a test puts in. */
final class WaitingLines implements AuditQueue {
    private final List<Line> lines = new ArrayList<>();
    private long number;

    synchronized void add(long wallMs, String detail) {
        lines.add(new Line(++number, wallMs, "admin", "peer:ban", detail, "ok"));
    }

    @Override
    public synchronized List<Line> waiting() {
        return List.copyOf(lines);
    }

    @Override
    public synchronized void kept(long upTo) {
        lines.removeIf(each -> each.number() <= upTo);
    }
}
