package org.qgate.api.crypto;

import java.util.List;

/**
 * Which implementation serves which algorithm, and what the random source is made of.
 *
 * @param recommendedSuite the faster link suite on this machine
 */
public record CryptoStatus(LinkSuite recommendedSuite, List<Algorithm> algorithms, Randomness randomness) {
    /** Copies the list. */
    public CryptoStatus {
        algorithms = List.copyOf(algorithms);
    }

    /**
     * One probed algorithm.
     *
     * @param megabytesPerSecond best seen so far with 4 KiB pieces; 0 when not measured yet, or where speed is not a
     *     matter of bytes
     */
    public record Algorithm(String name, String provider, double megabytesPerSecond) {}

    /**
     * What goes into the one random source. The operating system's generator always does; seeds of other sources come on top
     * and count since this version of the cryptography began.
     *
     * @param system the operating system's generator
     * @param quantumSeeds of 64 bytes that may be called quantum, all of each
     * @param otherSeeds mixed in as well, but simulated, recorded or otherwise not to be called quantum
     * @param lastQuantumWallMs when the last one came that may; 0 for never
     * @param failures attempts that brought no seed
     * @param failure why the last attempt brought none; empty when it did, or there was none
     */
    public record Randomness(
            String system, long quantumSeeds, long otherSeeds, long lastQuantumWallMs, long failures, String failure) {
        /** Nothing but the operating system's. */
        public static Randomness of(String system) {
            return new Randomness(system, 0, 0, 0, 0, "");
        }

        /** Returns whether quantum randomness is mixed in. */
        public boolean quantum() {
            return quantumSeeds > 0;
        }

        /** Returns the same after a seed. */
        public Randomness stirred(boolean mayBeQuantum, long wallMs) {
            return mayBeQuantum
                    ? new Randomness(system, quantumSeeds + 1, otherSeeds, wallMs, failures, "")
                    : new Randomness(system, quantumSeeds, otherSeeds + 1, lastQuantumWallMs, failures, "");
        }

        /** Returns the same after an attempt that brought none. */
        public Randomness failed(String why) {
            return new Randomness(system, quantumSeeds, otherSeeds, lastQuantumWallMs, failures + 1, why);
        }
    }
}
