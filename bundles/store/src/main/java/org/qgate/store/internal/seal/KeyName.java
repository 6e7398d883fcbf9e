package org.qgate.store.internal.seal;

/**
 * Names one key.
 *
 * @param use what it is for: {@code journal}, or {@code map/N}
 * @param epoch which of the keys of that use
 */
public record KeyName(String use, int epoch) {
    /** The key of batches, footers and the manifest. */
    public static KeyName journal(int epoch) {
        return new KeyName("journal", epoch);
    }

    /** The key of a map's records. */
    public static KeyName map(int number, int epoch) {
        return new KeyName("map/" + number, epoch);
    }
}
