package org.qgate.api.crypto;

import java.util.List;

/**
 * Which implementation serves which algorithm.
 *
 * @param recommendedSuite the faster link suite on this machine
 */
public record CryptoStatus(LinkSuite recommendedSuite, List<Algorithm> algorithms) {
    /**
     * One probed algorithm.
     *
     * @param megabytesPerSecond best seen so far with 4 KiB pieces; 0 when not measured yet, or where speed is not a
     *     matter of bytes
     */
    public record Algorithm(String name, String provider, double megabytesPerSecond) {}
}
