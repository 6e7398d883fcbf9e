package org.qgate.api.qrng;

/**
 * What verifying a chain of blocks came to.
 *
 * @param blocks how many were read
 * @param sound whether all hold together
 * @param place where it breaks: {@code block 7, byte 112: previous}; empty when sound
 * @param reason in words; empty when sound
 */
public record BlockCheck(String stream, long blocks, boolean sound, String place, String reason) {}
