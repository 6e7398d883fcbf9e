package org.qgate.api.error;

/**
 * One constant of an error catalogue. Each area has an enum that implements this: {@code BaseError}, {@code CryptoError},
 * {@code TransportError}, {@code KernelError}, {@code DpnError}, {@code VaultError}, {@code ExtenderError}. {@code docs/errors.md} lists them all and a test
 * compares.
 */
public interface ErrorCode {
    /** Returns what the catalogue says of it. */
    ErrorEntry entry();

    /** Returns the stable code, {@code QG-<AREA>-<nnnn>}. */
    default String id() {
        return entry().id();
    }

    /** Returns how much it matters. */
    default Severity severity() {
        return entry().severity();
    }

    /** Returns what trying again can do. */
    default Retry retry() {
        return entry().retry();
    }

    /** Returns what it means, one sentence. */
    default String meaning() {
        return entry().meaning();
    }

    /** Returns what to do, one sentence. */
    default String advice() {
        return entry().advice();
    }
}
