package org.qgate.ext.crypto;

import org.osgi.annotation.versioning.ProviderType;

/** Random bytes, fit for keys. */
@ProviderType
public interface Randomness {
    /**
     * Returns random bytes.
     *
     * @param count 1 to 65,536
     * @throws org.qgate.ext.RefusedException DENIED, LIMIT, INVALID, UNAVAILABLE
     */
    byte[] bytes(int count);
}
