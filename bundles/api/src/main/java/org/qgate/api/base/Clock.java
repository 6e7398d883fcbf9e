package org.qgate.api.base;

/** Time, injected everywhere so that a simulator can own it. Thread-safe. */
public interface Clock {
    /** Returns wall-clock time in milliseconds since 1970-01-01 UTC; may jump. */
    long wallMs();

    /** Returns a monotonic time in nanoseconds; only differences mean anything. */
    long monoNs();
}
