package org.qgate.common.release;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.qgate.common.json.Json;

/**
 * The list of all files of a distribution's program: bedrock, launcher, release folder and default configuration. What is
 * not listed must not be there.
 *
 * @param version the distribution's version
 * @param files lower-case hexadecimal SHA-256 by path, with {@code /} between folders
 */
public record DistributionDocument(String version, SortedMap<String, String> files) {
    /** File name of the signed list, beside the release list. */
    public static final String FILE = "distribution.dsse";

    /** What the signature is over. */
    public static final String PAYLOAD_TYPE = "application/vnd.qgate.distribution+json";

    /** The folders of a program; a node that lives in its distribution has {@code etc} and {@code data} beside them. */
    public static final List<String> FOLDERS = List.of("bin", "defaults", "lib", "release", "system");

    private static final String SCHEMA = "qgate.distribution/1";
    private static final int MOST_FILES = 10_000;

    /** Keeps a copy. */
    public DistributionDocument {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException when it is malformed
     */
    public static DistributionDocument decode(byte[] json) {
        Members members =
                Members.of(Json.read(new String(json, StandardCharsets.UTF_8)), Set.of("schema", "version", "files"));
        if (!SCHEMA.equals(members.text("schema"))
                || !(members.map().get("files") instanceof Map<?, ?> listed)
                || listed.size() > MOST_FILES) {
            throw new IllegalArgumentException("not a " + SCHEMA + " document");
        }
        SortedMap<String, String> files = new TreeMap<>();
        listed.forEach((path, digest) -> files.put(path(path.toString()), Members.digest(String.valueOf(digest))));
        return new DistributionDocument(Members.version(members.text("version")), files);
    }

    private static String path(String path) {
        for (String part : path.split("/", -1)) {
            if (part.isEmpty() || part.equals(".") || part.equals("..") || part.indexOf('\\') >= 0) {
                throw new IllegalArgumentException("path '" + path + "'");
            }
        }
        return path;
    }

    /** Returns the list as JSON. */
    public byte[] encode() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("version", version);
        document.put("files", files);
        return (Json.writePretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
