package org.qgate.api.qrng;

/**
 * What a device says of itself; a change of it while it runs is a fault. Texts of at most 200 characters, empty when unknown.
 *
 * @param simulated whether it says that it is a simulator: then nothing it gives is labelled anything else
 */
public record SourceIdentity(String vendor, String model, String serial, String firmware, boolean simulated) {
    /** Nothing is known. */
    public static final SourceIdentity UNKNOWN = new SourceIdentity("", "", "", "", false);
}
