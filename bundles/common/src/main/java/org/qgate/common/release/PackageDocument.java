package org.qgate.common.release;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.common.json.CanonicalJson;
import org.qgate.common.json.Json;

/**
 * The manifest of a package with one bundle.
 *
 * @param entry the bundle
 * @param size of the jar, in bytes
 * @param tier {@code core} for the distribution's own swappable bundles
 */
public record PackageDocument(ReleaseEntry entry, long size, String tier) {
    /** What its signature is over. */
    public static final String PAYLOAD_TYPE = "application/vnd.qgate.service+json";

    /** The tier of swappable bundles. */
    public static final String CORE = "core";

    private static final String SCHEMA = "qgate.service/1";
    private static final Set<String> MEMBERS =
            Set.of("schema", "id", "version", "epoch", "title", "licence", "publisher", "runtime", "artifacts");

    /**
     * Reads a manifest in canonical form (RFC 8785).
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static PackageDocument decode(byte[] canonical) {
        Members members = Members.of(Json.read(new String(canonical, StandardCharsets.UTF_8)), MEMBERS);
        if (!SCHEMA.equals(members.text("schema"))
                || !Arrays.equals(CanonicalJson.write(members.map()), canonical)
                || !(members.map().get("artifacts") instanceof List<?> artifacts)
                || artifacts.size() != 1) {
            throw new IllegalArgumentException("not a " + SCHEMA + " document in canonical form with one artifact");
        }
        Members runtime = Members.of(members.map().get("runtime"), Set.of("tier", "api"));
        Members artifact = Members.of(artifacts.get(0), Set.of("file", "size", "sha256"));
        ReleaseEntry entry = new ReleaseEntry(
                members.text("id"),
                members.text("version"),
                artifact.text("sha256"),
                artifact.text("file"),
                runtime.text("api"),
                members.number("epoch"));
        return new PackageDocument(entry, artifact.number("size"), runtime.text("tier"));
    }

    /** Returns the manifest in canonical form; {@code keyId} names who signs it, for people. */
    public byte[] encode(String keyId) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("schema", SCHEMA);
        manifest.put("id", entry.bsn());
        manifest.put("version", entry.version());
        manifest.put("epoch", entry.epoch());
        manifest.put("title", entry.bsn());
        manifest.put("licence", "Apache-2.0");
        manifest.put("publisher", Map.of("name", "QGate", "keyId", keyId));
        manifest.put("runtime", Map.of("tier", tier, "api", entry.api()));
        manifest.put("artifacts", List.of(Map.of("file", entry.file(), "size", size, "sha256", entry.sha256())));
        return CanonicalJson.write(manifest);
    }
}
