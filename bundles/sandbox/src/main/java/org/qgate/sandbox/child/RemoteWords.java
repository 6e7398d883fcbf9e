package org.qgate.sandbox.child;

import org.qgate.ext.Log;
import org.qgate.ext.NodeInfo;
import org.qgate.ext.time.Time;

/** What the node says of itself, its clock, and the extender's log. Thread-safe. */
record RemoteWords(Node node) implements NodeInfo, Time, Log {
    @Override
    public String nodeId() {
        return node.text("node.id");
    }

    @Override
    public String version() {
        return node.text("node.version");
    }

    @Override
    public boolean reachable() {
        return node.yes("node.reachable");
    }

    @Override
    public long wallMs() {
        return node.number("time.wall");
    }

    @Override
    public long monoNs() {
        return node.number("time.mono");
    }

    @Override
    public void info(String line) {
        node.ask("log.info", cut(line));
    }

    @Override
    public void warn(String line) {
        node.ask("log.warn", cut(line));
    }

    /** The node keeps no more, and may be spared the rest. */
    private static String cut(String line) {
        return line == null ? null : line.substring(0, Math.min(1_001, line.length()));
    }
}
