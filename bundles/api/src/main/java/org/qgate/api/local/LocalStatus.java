package org.qgate.api.local;

/**
 * Where programs of this machine get in.
 *
 * @param address {@code 127.0.0.1:8443}; empty when it is off or could not be bound
 * @param fingerprint SHA-256 of the certificate, hexadecimal; empty when there is none
 * @param certificateEndsWallMs when the certificate ends; 0 when there is none
 * @param fifo its path; empty when it is off
 * @param reason why something does not work; empty when all does
 */
public record LocalStatus(
        String address,
        String fingerprint,
        long certificateEndsWallMs,
        String fifo,
        long requests,
        long refused,
        long fifoBytes,
        String reason) {
    /** Tells it. */
    public interface Teller {
        /** Returns it as of now. Cheap. */
        LocalStatus status();
    }
}
