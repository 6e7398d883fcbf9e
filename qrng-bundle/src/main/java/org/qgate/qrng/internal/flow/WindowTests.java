package org.qgate.qrng.internal.flow;

import org.qgate.api.qrng.SourceIdentity;

/** The continuous health tests of one device. A run that crosses windows counts. For one thread. */
public interface WindowTests {
    /** Tests a window. */
    WindowVerdict judge(RawWindow window);

    /** Compares what the device says of itself with what it said first; empty verdicts are clean. */
    WindowVerdict judge(SourceIdentity identity);

    /** Begins anew, as after start-up tests. */
    void reset();
}
