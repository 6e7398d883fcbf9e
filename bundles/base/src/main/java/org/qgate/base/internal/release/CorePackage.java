package org.qgate.base.internal.release;

import java.util.function.Supplier;
import org.osgi.framework.Version;

/**
 * A verified package with one swappable bundle.
 *
 * @param bsn symbolic name
 * @param sha256 of the jar, 64 lower-case hexadecimal digits
 * @param keyId which release key signed it; {@code distribution} for a jar of the signed release list
 * @param content reads the jar and compares its digest; what it throws is a {@link org.qgate.api.error.QGateException}
 * @param file the package as it was read, or null for a jar of the distribution
 */
public record CorePackage(
        String bsn, Version version, String sha256, String keyId, Supplier<byte[]> content, byte[] file) {
    private static final String PREFIX = "qgate:core/";

    /** Tells whether a location is one of ours, whatever the bundle. */
    static boolean owns(String location) {
        return location.startsWith(PREFIX);
    }

    /** Returns the bundle, verified; not to be changed. */
    public byte[] jar() {
        return content.get();
    }

    /** Returns the version and its digest. */
    public KnownVersion known() {
        return new KnownVersion(version.toString(), sha256);
    }

    /** Returns where the framework has this bundle. */
    public String location() {
        return location(bsn, version.toString());
    }

    static String location(String bsn, String version) {
        return PREFIX + bsn + "/" + version;
    }
}
