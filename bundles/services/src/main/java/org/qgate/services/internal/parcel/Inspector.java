package org.qgate.services.internal.parcel;

import java.util.Optional;
import java.util.function.Function;
import org.qgate.qsx.sign.PublisherKey;

/** Looks at packages. Costs processor time; thread-safe. */
public interface Inspector {
    /**
     * Looks at everything in a package, also when a part of it is refused already.
     *
     * @param keys finds a publisher's key by its id
     * @throws org.qgate.qsx.refuse.RefusedPackageException when not even a manifest can be read
     */
    Parcel inspect(byte[] file, Function<String, Optional<PublisherKey>> keys);
}
