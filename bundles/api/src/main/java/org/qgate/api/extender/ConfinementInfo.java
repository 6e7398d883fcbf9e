package org.qgate.api.extender;

/**
 * What this machine offers to hold extenders in processes of their own.
 *
 * @param available whether a process that was begun as a test was held
 * @param means what holds it; empty for nothing
 * @param reason why there is none, and what to do; empty when there is one
 */
public record ConfinementInfo(boolean available, String means, String reason) {}
