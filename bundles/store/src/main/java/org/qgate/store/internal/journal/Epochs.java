package org.qgate.store.internal.journal;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.store.internal.seal.Seal;

/** In which epoch each segment was begun: read from its header when somebody wants to know, and remembered. Thread-safe. */
final class Epochs {
    private final Seal seal;
    private final Map<Integer, Integer> known = new ConcurrentHashMap<>();

    Epochs(Seal seal) {
        this.seal = seal;
    }

    int of(Segment segment) {
        Integer epoch = known.get(segment.number());
        return epoch == null ? read(segment) : epoch;
    }

    /** Returns the epoch if it is known, else 0; needs no key. */
    int known(Segment segment) {
        return known.getOrDefault(segment.number(), 0);
    }

    private int read(Segment segment) {
        try {
            int epoch = segment.epoch(seal);
            known.put(segment.number(), epoch);
            return epoch;
        } catch (IOException failed) {
            throw new QGateException(
                    StoreError.DAMAGED,
                    "segment " + segment.number() + " offset 0 cannot be read: " + failed.getMessage(),
                    failed);
        }
    }

    void begun(int segment, int epoch) {
        known.put(segment, epoch);
    }

    void forget(int segment) {
        known.remove(segment);
    }
}
