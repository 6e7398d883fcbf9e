package org.qgate.base.internal.swap;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.qgate.api.update.Part;

/**
 * What one part gave away at its freeze, kept for its successor and for the way back.
 *
 * @param secrets outside the heap; null when it had none
 */
record Estate(byte[] state, ByteBuffer secrets) {
    static Estate of(Part part) {
        return new Estate(part.freeze(), part.secrets());
    }

    /** Lets a part adopt it; what fails may have changed its copy, and never this. */
    void give(Part part) {
        byte[] copy = state.clone();
        try {
            if (secrets != null) {
                part.entrust(secrets.asReadOnlyBuffer().rewind());
            }
            part.adopt(copy);
        } finally {
            Arrays.fill(copy, (byte) 0);
        }
    }

    void wipe() {
        Arrays.fill(state, (byte) 0);
        for (int i = 0; secrets != null && i < secrets.capacity(); i++) {
            secrets.put(i, (byte) 0);
        }
    }
}
