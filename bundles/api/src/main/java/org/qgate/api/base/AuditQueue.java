package org.qgate.api.base;

import java.util.List;

/**
 * Audit lines on their way to whoever keeps them: the bedrock has no place of its own that is sealed. Kept in memory, at most
 * {@link #MOST}; then new ones are lost, and a line says how many. Thread-safe.
 */
public interface AuditQueue {
    /** So many lines wait at most. */
    int MOST = 1_000;

    /**
     * A line.
     *
     * @param number counts from 1 since the node started
     */
    record Line(long number, long wallMs, String actor, String action, String detail, String outcome) {}

    /** Returns the lines that wait, oldest first. */
    List<Line> waiting();

    /** Forgets the lines up to a number: somebody keeps them. */
    void kept(long number);
}
