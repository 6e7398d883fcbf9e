package org.qgate.common.release;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.qgate.common.json.Json;

/**
 * The list of a distribution's swappable bundles, in the order in which they start.
 *
 * @param version the distribution's version
 */
public record ReleaseDocument(String version, List<ReleaseEntry> bundles) {
    /** File name of the list. */
    public static final String FILE = "release.json";

    /** File name of its signature. */
    public static final String SIGNATURE = "release.dsse";

    /** What the signature is over. */
    public static final String PAYLOAD_TYPE = "application/vnd.qgate.release+json";

    private static final String SCHEMA = "qgate.release/2";

    /** Refuses a bundle that is listed twice. */
    public ReleaseDocument {
        bundles = List.copyOf(bundles);
        if (bundles.stream().map(ReleaseEntry::bsn).distinct().count() != bundles.size()) {
            throw new IllegalArgumentException("a bundle is listed twice");
        }
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static ReleaseDocument decode(byte[] json) {
        Members members =
                Members.of(Json.read(new String(json, StandardCharsets.UTF_8)), Set.of("schema", "version", "bundles"));
        if (!SCHEMA.equals(members.text("schema")) || !(members.map().get("bundles") instanceof List<?> bundles)) {
            throw new IllegalArgumentException("not a " + SCHEMA + " document");
        }
        return new ReleaseDocument(
                Members.version(members.text("version")),
                bundles.stream().map(ReleaseEntry::of).toList());
    }

    /** Returns the list as JSON. */
    public byte[] encode() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("version", version);
        document.put("bundles", bundles.stream().map(ReleaseEntry::json).toList());
        return (Json.writePretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
