package org.qgate.api.extender;

/** One line of an extender's log; the level is {@code info}, {@code warn}, or {@code node} for what the node says of it. */
public record LogLine(long wallMs, String version, String level, String text) {}
