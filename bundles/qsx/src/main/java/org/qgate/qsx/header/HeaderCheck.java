package org.qgate.qsx.header;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.manifest.ServiceManifest;
import org.qgate.qsx.pack.Archive;
import org.qgate.qsx.refuse.Refusal;

/** Looks whether a bundle's headers are exactly those that its manifest generates. */
public final class HeaderCheck {
    /** Headers that have a rule of their own; any other one that is not generated is unknown. */
    private static final Map<String, PackageError> KNOWN = Map.ofEntries(
            Map.entry("karaf-commands", PackageError.KARAF_COMMANDS),
            Map.entry("service-component", PackageError.SERVICE_COMPONENT),
            Map.entry("bundle-blueprint", PackageError.SERVICE_COMPONENT),
            Map.entry("spring-context", PackageError.SERVICE_COMPONENT),
            Map.entry("fragment-host", PackageError.FRAGMENT),
            Map.entry("dynamicimport-package", PackageError.DYNAMIC_IMPORT),
            Map.entry("bundle-activator", PackageError.ACTIVATOR),
            Map.entry("extensionbundle-activator", PackageError.ACTIVATOR),
            Map.entry("bundle-nativecode", PackageError.NATIVE_CODE),
            Map.entry("multi-release", PackageError.MULTI_RELEASE),
            Map.entry("export-package", PackageError.EXPORT),
            Map.entry("require-bundle", PackageError.EXPORT));

    private HeaderCheck() {}

    /** Returns every header that is wrong; empty when the bundle's are exactly those that the manifest generates. */
    public static List<Refusal> check(ServiceManifest manifest, Archive bundle) {
        Map<String, byte[]> entries = bundle.entries();
        byte[] file = entries.get(GeneratedHeaders.FILE);
        if (file == null || !entries.keySet().iterator().next().equals(GeneratedHeaders.FILE)) {
            return List.of(refusal(PackageError.NO_HEADERS, GeneratedHeaders.FILE));
        }
        try {
            return compare(manifest, file, HeaderParser.parse(file));
        } catch (IllegalArgumentException malformed) {
            return List.of(refusal(PackageError.NO_HEADERS, malformed.getMessage()));
        }
    }

    private static List<Refusal> compare(ServiceManifest manifest, byte[] file, Map<String, String> found) {
        Map<String, String> right = GeneratedHeaders.of(manifest);
        List<Refusal> refusals = new ArrayList<>();
        found.forEach((name, value) -> {
            PackageError known = KNOWN.get(name.toLowerCase(Locale.ROOT));
            if (known != null) {
                refusals.add(refusal(known, name + ": " + value));
            } else if (!right.containsKey(name)) {
                refusals.add(refusal(PackageError.UNKNOWN_HEADER, name + ": " + value));
            }
        });
        right.forEach((name, value) -> {
            if (!value.equals(found.get(name))) {
                refusals.add(refusal(PackageError.OTHER_HEADER, name + ": " + found.get(name) + ", not " + value));
            }
        });
        if (refusals.isEmpty() && !Arrays.equals(file, GeneratedHeaders.bytes(manifest))) {
            refusals.add(refusal(PackageError.OTHER_HEADER, "order, line ends or folding"));
        }
        return refusals;
    }

    private static Refusal refusal(PackageError code, String what) {
        return new Refusal(code, GeneratedHeaders.FILE, what);
    }
}
