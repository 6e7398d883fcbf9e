package org.qgate.release;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.qgate.common.json.CanonicalJson;

/** A swappable bundle's jar, and the package it becomes. */
public record BundleJar(String bsn, String version, byte[] content) {
    private static final String PAYLOAD_TYPE = "application/vnd.qgate.service+json";
    private static final String API_RANGE = "[0.1,0.2)";
    private static final long EPOCH = 1;
    /** 1980-01-01 in the zip's own reckoning: the same package at any time of day. */
    private static final long NO_TIME = 315_532_800_000L;

    /**
     * Reads a jar's name and version.
     *
     * @throws IOException when it is no swappable bundle
     */
    public static BundleJar of(byte[] content) throws IOException {
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(content))) {
            if (in.getManifest() == null) {
                throw new IOException("the jar has no manifest in its first place");
            }
            Attributes main = in.getManifest().getMainAttributes();
            String bsn = main.getValue("Bundle-SymbolicName");
            String version = main.getValue("Bundle-Version");
            if (bsn == null || version == null || main.getValue("Export-Package") != null) {
                throw new IOException("the jar is no swappable bundle: it has no name or exports packages");
            }
            return new BundleJar(bsn, version, content);
        }
    }

    /** Returns the signed package. */
    public byte[] pack(SecretKey key) throws IOException {
        String file = bsn + "-" + version + ".jar";
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schema", "qgate.service/1");
        manifest.put("id", bsn);
        manifest.put("version", version);
        manifest.put("epoch", EPOCH);
        manifest.put("title", bsn);
        manifest.put("licence", "Apache-2.0");
        manifest.put("publisher", Map.of("name", "QGate", "keyId", key.id()));
        manifest.put("runtime", Map.of("tier", "core", "api", API_RANGE));
        manifest.put(
                "artifacts",
                List.of(Map.of("file", file, "size", (long) content.length, "sha256", Digests.sha256(content))));
        byte[] document = CanonicalJson.write(manifest);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            add(zip, "service.json", document);
            add(zip, "service.dsse", key.sign(PAYLOAD_TYPE, document).encode());
            add(zip, file, content);
        }
        return out.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
