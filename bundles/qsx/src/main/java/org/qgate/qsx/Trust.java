package org.qgate.qsx;

import java.util.Optional;
import org.qgate.qsx.sign.PublisherKey;

/** Which publishers are trusted. */
@FunctionalInterface
public interface Trust {
    /** Nobody. */
    Trust NOBODY = keyId -> Optional.empty();

    /** Returns the trusted key with this id; empty when it is not trusted. */
    Optional<PublisherKey> key(String keyId);
}
