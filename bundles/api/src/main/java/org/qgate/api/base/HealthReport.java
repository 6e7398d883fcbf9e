package org.qgate.api.base;

/**
 * What one subsystem says of itself.
 *
 * @param subsystem dotted name such as {@code transport.listener}
 * @param code error code, or the empty string when all is well
 * @param message what was seen, with values
 * @param advice what to do; empty when nothing is to be done
 */
public record HealthReport(String subsystem, HealthState state, String code, String message, String advice) {}
