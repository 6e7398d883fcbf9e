package org.qgate.api.qrng;

import java.util.Map;

/**
 * One signed block.
 *
 * @param stream 64 hexadecimal digits: the digest of the keys that sign it
 * @param sequence from 0, without gaps
 * @param kind {@code GENESIS}, {@code PUBLIC}, {@code PRIVATE-MANIFEST}, {@code FAILURE}, {@code SKIP} or {@code RECALL}
 * @param slotWallMs the beginning of the time that it stands for
 * @param digest SHA-512 of all of it that is signed, hexadecimal
 * @param bytes its length
 * @param recalled whether a later block of the stream recalls it
 * @param facts what it says, by name, in the order of the format
 */
public record BlockInfo(
        String stream,
        long sequence,
        String kind,
        long slotWallMs,
        String digest,
        int bytes,
        boolean recalled,
        Map<String, String> facts) {}
