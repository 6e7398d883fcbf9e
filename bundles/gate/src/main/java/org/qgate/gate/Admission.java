package org.qgate.gate;

import java.util.Map;
import java.util.Set;
import org.qgate.ext.Permission;

/**
 * A bundle that may resolve, as it was verified.
 *
 * @param location {@code qgate:svc/<id>/<version>/<symbolic name>}
 * @param bundleId the framework's number of the bundle at that location
 * @param classes SHA-256 of each class file, 64 hexadecimal digits, by class name with dots
 * @param bundleSha256 of the whole bundle file as it was verified
 * @param granted permissions whose capability it may be wired to
 */
public record Admission(
        String location,
        long bundleId,
        String symbolicName,
        String version,
        Map<String, String> classes,
        String bundleSha256,
        Set<Permission> granted) {}
