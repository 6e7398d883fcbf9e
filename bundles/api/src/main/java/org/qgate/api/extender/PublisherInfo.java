package org.qgate.api.extender;

/**
 * One publisher.
 *
 * @param keyId hexadecimal, of both public keys
 * @param trust {@code trusted}, {@code first-party}, {@code developer}, {@code unknown}, or {@code untrusted}: nothing of it runs
 * @param replaced the key id that this one replaced; empty for none
 * @param extenders how many of the installed ones are signed by it
 */
public record PublisherInfo(
        String name,
        String keyId,
        String fingerprint,
        String trust,
        String replaced,
        long sinceWallMs,
        int extenders) {}
