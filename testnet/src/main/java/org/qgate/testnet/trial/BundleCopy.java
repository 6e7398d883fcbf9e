package org.qgate.testnet.trial;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A bundle's jar that is changed before it is used: never the original itself. Not thread-safe. */
public final class BundleCopy {
    private final Manifest manifest;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private BundleCopy(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Reads a jar. */
    public static BundleCopy of(Path jar) throws IOException {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(Files.readAllBytes(jar)))) {
            BundleCopy copy = new BundleCopy(in.getManifest());
            for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                if (!entry.isDirectory()) {
                    copy.entries.put(entry.getName(), in.readAllBytes());
                }
            }
            return copy;
        }
    }

    /** Gives it another version. */
    public BundleCopy version(String version) {
        return header("Bundle-Version", version);
    }

    /** Returns a header of its manifest. */
    public String header(String name) {
        return manifest.getMainAttributes().getValue(name);
    }

    /** Sets a header of its manifest. */
    public BundleCopy header(String name, String value) {
        manifest.getMainAttributes().putValue(name, value);
        return this;
    }

    /** Adds an entry, or replaces it. */
    public BundleCopy entry(String name, byte[] content) {
        entries.put(name, content.clone());
        return this;
    }

    /** Replaces text in an entry, which has to be there. */
    public BundleCopy replace(String name, String text, String by) {
        String before = new String(entries.get(name), StandardCharsets.UTF_8);
        if (!before.contains(text)) {
            throw new IllegalArgumentException(name + " does not contain " + text);
        }
        return entry(name, before.replace(text, by).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns the jar. */
    public byte[] toBytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }
}
