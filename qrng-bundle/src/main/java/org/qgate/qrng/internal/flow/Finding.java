package org.qgate.qrng.internal.flow;

import org.qgate.api.error.QrngError;

/**
 * Something wrong with a device.
 *
 * @param cause with values
 * @param severe whether it quarantines; otherwise the window is discarded and counted
 */
public record Finding(QrngError code, String cause, boolean severe) {}
