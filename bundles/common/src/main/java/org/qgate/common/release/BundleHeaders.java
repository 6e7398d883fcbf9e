package org.qgate.common.release;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;

/** What a jar says of itself that makes it a swappable bundle: a name, a version, and no exported package. */
public record BundleHeaders(String bsn, String version) {
    /**
     * Reads the manifest of a jar.
     *
     * @throws IllegalArgumentException when it is no swappable bundle
     */
    public static BundleHeaders of(byte[] jar) {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            if (in.getManifest() == null) {
                throw new IllegalArgumentException("the jar has no manifest in its first place");
            }
            Attributes main = in.getManifest().getMainAttributes();
            String bsn = main.getValue("Bundle-SymbolicName");
            String version = main.getValue("Bundle-Version");
            if (bsn == null || version == null || main.getValue("Export-Package") != null) {
                throw new IllegalArgumentException(
                        "the jar is no swappable bundle: it has no name or exports packages");
            }
            return new BundleHeaders(Members.name("Bundle-SymbolicName", bsn), Members.version(version));
        } catch (IOException malformed) {
            throw new IllegalArgumentException("no jar: " + malformed.getMessage(), malformed);
        }
    }
}
