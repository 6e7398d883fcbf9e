package org.qgate.ext.contract;

/**
 * One line of an extender's log.
 *
 * @param level {@code info}, {@code warn}, or another one for lines of the tier's own
 */
public record LogEntry(String level, String text) {}
