package org.qgate.gate;

/**
 * What this machine offers to hold an extender's process.
 *
 * @param available whether a process that was begun as a test was held
 * @param means what holds it, with its version; empty for nothing
 * @param reason why there is none, and what to do; empty when there is one
 */
public record Confinement(boolean available, String means, String reason) {}
