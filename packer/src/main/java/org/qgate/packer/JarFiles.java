package org.qgate.packer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What of a module's jar goes into a bundle: all but its headers, which the manifest generates, and what Maven adds; of
 * classes in several variants the one that Java 17 would take.
 */
final class JarFiles {
    private static final String HEADERS = "META-INF/MANIFEST.MF";
    private static final String MAVEN = "META-INF/maven/";
    private static final Pattern VARIANT = Pattern.compile("META-INF/versions/(\\d{1,4})/(.+)");
    private static final int JAVA = 17;

    private JarFiles() {}

    /**
     * Reads them.
     *
     * @throws IOException when it is no jar, or has an entry twice
     */
    static Map<String, byte[]> of(byte[] jar) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                String name = entry.getName();
                boolean wanted = !entry.isDirectory() && !name.equals(HEADERS) && !name.startsWith(MAVEN);
                if (wanted && files.put(name, in.readAllBytes()) != null) {
                    throw new IOException("the jar has " + name + " twice");
                }
            }
        }
        return forJava17(files);
    }

    /** Returns files without the variants of other versions of Java. */
    static Map<String, byte[]> forJava17(Map<String, byte[]> all) {
        Map<String, byte[]> files = new TreeMap<>(all);
        Map<String, Integer> taken = new HashMap<>();
        all.forEach((name, content) -> {
            Matcher variant = VARIANT.matcher(name);
            if (variant.matches()) {
                files.remove(name);
                int version = Integer.parseInt(variant.group(1));
                if (version <= JAVA && version >= taken.getOrDefault(variant.group(2), 0)) {
                    taken.put(variant.group(2), version);
                    files.put(variant.group(2), content);
                }
            }
        });
        return files;
    }
}
