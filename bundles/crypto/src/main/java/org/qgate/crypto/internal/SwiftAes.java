package org.qgate.crypto.internal;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;

/**
 * Amazon's provider over AWS-LC, when its jar is on the node and its native library can be loaded here: it expands AES
 * keys and hashes with the processor's own instructions where the JDK 17 does so in Java. Only an instance: it is never
 * registered with the runtime.
 */
final class SwiftAes {
    private SwiftAes() {}

    /** Returns the provider, or null where it is absent or cannot work, such as on another processor. */
    static Provider find() {
        try {
            return Linked.provider();
        } catch (LinkageError absent) {
            return null; // the jar is optional: without it the class is not there
        }
    }

    /** A class of its own: the reference to the optional class is resolved when this one is, inside the try above. */
    private static final class Linked {
        static Provider provider() {
            AmazonCorrettoCryptoProvider found = AmazonCorrettoCryptoProvider.INSTANCE;
            return found.getLoadingError() == null ? found : null;
        }
    }
}
