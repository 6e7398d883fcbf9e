package org.qgate.ext.time;

import org.osgi.annotation.versioning.ProviderType;

/** The node's clock. */
@ProviderType
public interface Time {
    /**
     * Returns wall-clock time in milliseconds since 1970-01-01 UTC; may jump.
     *
     * @throws org.qgate.ext.RefusedException when it is not granted
     */
    long wallMs();

    /**
     * Returns a monotonic time in nanoseconds; only differences mean anything.
     *
     * @throws org.qgate.ext.RefusedException when it is not granted
     */
    long monoNs();
}
