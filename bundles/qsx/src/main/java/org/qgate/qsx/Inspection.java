package org.qgate.qsx;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.pack.QsxPackage;
import org.qgate.qsx.refuse.Refusal;
import org.qgate.qsx.sign.PublisherKey;

/**
 * What was found in a file.
 *
 * @param contents the package taken apart; empty when it could not be
 * @param publisher the trusted key that signed it, both signatures verified; empty otherwise
 * @param stranger a key that nobody here trusts, that the package brought itself, and by which both signatures verified:
 *     it proves that the package is as its publisher made it and which publisher that is, not who that is. Always empty
 *     when there is a trusted one, and never a reason to trust
 * @param refusals every reason against it; empty when it may be installed
 * @param classes SHA-256 of each class file, 64 lower-case hexadecimal digits, by class name with dots
 */
public record Inspection(
        Optional<QsxPackage> contents,
        Optional<PublisherKey> publisher,
        Optional<PublisherKey> stranger,
        List<Refusal> refusals,
        Map<String, String> classes) {
    /** Makes the collections unchangeable. */
    public Inspection {
        refusals = List.copyOf(refusals);
        classes = Map.copyOf(classes);
    }

    /** Tells whether nothing speaks against it but that nobody here trusts its publisher: then it can wait. */
    public boolean lacksTrustOnly() {
        return contents.isPresent() && refusals.size() == 1 && refusals.get(0).code() == PackageError.UNKNOWN_PUBLISHER;
    }
}
