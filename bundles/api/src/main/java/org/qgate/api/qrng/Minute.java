package org.qgate.api.qrng;

/**
 * One minute of a device.
 *
 * @param startWallMs a whole minute
 * @param rawBytes samples read
 * @param discarded windows discarded
 * @param worst the worst state in it
 */
public record Minute(long startWallMs, long rawBytes, long discarded, DeviceState worst) {}
