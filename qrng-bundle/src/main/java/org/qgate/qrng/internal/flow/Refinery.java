package org.qgate.qrng.internal.flow;

import java.util.List;
import org.qgate.api.qrng.Provenance;
import org.qgate.api.qrng.SourceIdentity;

/** Makes bytes of full entropy of clean windows of one device. For one thread. */
public interface Refinery {
    /**
     * Conditions a window and combines the outcome with Hash_DRBG.
     *
     * @param minEntropy credited to a sample, bits
     * @return batches, none while entropy still collects
     */
    List<Batch> refine(
            RawWindow window, WindowVerdict verdict, SourceIdentity identity, Provenance provenance, double minEntropy);

    /** Forgets entropy that was collected and not used, as at a quarantine. */
    void forget();
}
