package org.qgate.ext.testkit;

/**
 * One line of an extender's log.
 *
 * @param level {@code info}, {@code warn}, or {@code node} for what the node says itself
 */
public record LogLine(String version, String level, String text) {}
