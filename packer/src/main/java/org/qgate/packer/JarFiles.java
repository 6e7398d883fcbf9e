package org.qgate.packer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What of a module's jar goes into a bundle: all but its headers, which the manifest generates, and what Maven adds. */
final class JarFiles {
    private static final String HEADERS = "META-INF/MANIFEST.MF";
    private static final String MAVEN = "META-INF/maven/";

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
        return files;
    }
}
