package org.qgate.qrng.internal;

/** Ends what ends without a checked exception, whatever its type says. */
final class Closing {
    private Closing() {}

    static void close(AutoCloseable each) {
        try {
            each.close();
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
