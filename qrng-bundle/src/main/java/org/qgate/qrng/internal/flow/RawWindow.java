package org.qgate.qrng.internal.flow;

/**
 * A window of samples as a device gave them, one in a byte. Whoever has it may read the array and keeps none of it.
 *
 * @param number counts the device's windows, over restarts too
 * @param startedWallMs when its first sample was read
 */
public record RawWindow(String device, long number, byte[] samples, long startedWallMs, long endedWallMs) {}
