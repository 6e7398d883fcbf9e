package org.qgate.api.qrng;

/**
 * Something that an operator should know.
 *
 * @param number grows by one with each
 * @param device which device, or the empty string
 * @param code what was found, {@code QG-QRN-nnnn}
 * @param cause with values
 * @param advice what to do
 * @param clearedWallMs when it was over; 0 while it stands
 */
public record Alert(
        long number, long raisedWallMs, long clearedWallMs, String device, String code, String cause, String advice) {}
