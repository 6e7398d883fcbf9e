package org.qgate.testnet.update;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.qgate.common.json.CanonicalJson;
import org.qgate.common.json.Json;
import org.qgate.testnet.trial.Packages;

/** A package that is taken apart, spoilt and put together again. Not thread-safe. */
final class PackageFile {
    private static final String MANIFEST = "service.json";
    private static final String SIGNATURE = "service.dsse";
    private static final String PAYLOAD_TYPE = "application/vnd.qgate.service+json";

    private final Path file;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    PackageFile(Path file) throws IOException {
        this.file = file;
        try (InputStream bytes = Files.newInputStream(file);
                ZipInputStream in = new ZipInputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
    }

    /** Takes its signature away. */
    PackageFile unsigned() {
        entries.remove(SIGNATURE);
        return this;
    }

    /** Changes one bit in the midst of the bundle. */
    PackageFile altered() {
        String jar = entries.keySet().stream()
                .filter(each -> each.endsWith(".jar"))
                .findFirst()
                .orElseThrow();
        entries.get(jar)[entries.get(jar).length / 2] ^= 1;
        return this;
    }

    /** Sets a member of its description and signs it anew, as its publisher would. */
    @SuppressWarnings("unchecked") // the description is an object
    PackageFile saying(String member, Object value) throws IOException {
        Map<String, Object> description = new LinkedHashMap<>(
                (Map<String, Object>) Json.read(new String(entries.get(MANIFEST), StandardCharsets.UTF_8)));
        description.put(member, value);
        byte[] document = CanonicalJson.write(description);
        entries.put(MANIFEST, document);
        entries.put(
                SIGNATURE, Packages.releaseKey().sign(PAYLOAD_TYPE, document).encode());
        return this;
    }

    /** Writes it where it came from. */
    Path write() throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return file;
    }
}
