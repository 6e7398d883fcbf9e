package org.qgate.api.error;

/**
 * One entry of an error catalogue. Each area has an enum that implements this: {@code BaseError}, {@code CryptoError},
 * {@code TransportError}, {@code KernelError}, {@code DpnError}. {@code docs/errors.md} lists them all and a test
 * compares.
 */
public interface ErrorCode {
    /** Returns the stable code, {@code QG-<AREA>-<nnnn>}. */
    String id();

    /** Returns how much it matters. */
    Severity severity();

    /** Returns what trying again can do. */
    Retry retry();

    /** Returns what it means, one sentence. */
    String meaning();

    /** Returns what to do, one sentence. */
    String advice();
}
