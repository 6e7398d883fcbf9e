package org.qgate.qrng.internal.fleet;

/**
 * What an operator sets for all devices.
 *
 * @param acceptedYears in which one false quarantine of a sound device is accepted
 * @param assessMs between two assessments of a device; 0 for none
 */
public record FleetSettings(double acceptedYears, long assessMs) {}
