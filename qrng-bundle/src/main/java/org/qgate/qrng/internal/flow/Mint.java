package org.qgate.qrng.internal.flow;

import java.util.List;

/**
 * Turns what happens into signed blocks. Quick: it notes, and signs on a thread of its own. Thread-safe.
 */
public interface Mint {
    /** Returns the stream whose manifests will list batches made from now on; empty while there is none. */
    String stream();

    /** A batch was made and may leave from now on. */
    void made(BatchHeader batch);

    /** A window was discarded. */
    void discarded(String device, long window, List<Finding> findings);

    /**
     * A device was quarantined.
     *
     * @param lastClean the last window after which all was well for certain: what was minted of later ones is recalled
     * @param window at which it was found
     */
    void quarantined(String device, long lastClean, long window, Finding finding);
}
