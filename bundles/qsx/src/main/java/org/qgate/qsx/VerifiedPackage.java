package org.qgate.qsx;

import java.util.Map;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.pack.QsxPackage;
import org.qgate.qsx.sign.PublisherKey;

/**
 * A package against which nothing speaks: both signatures are of a trusted publisher, everything in it is listed, headers
 * are those that the manifest generates, classes use nothing that they must not.
 *
 * @param classes SHA-256 of each class file, 64 lower-case hexadecimal digits, by class name with dots
 */
public record VerifiedPackage(QsxPackage contents, PublisherKey publisher, Map<String, String> classes) {
    /** Returns the manifest. */
    public ServiceManifest manifest() {
        return contents.manifest();
    }
}
