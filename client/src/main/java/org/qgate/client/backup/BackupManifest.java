package org.qgate.client.backup;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.qgate.common.json.Json;

/**
 * What a backup holds; its last member.
 *
 * @param version of the program that made it
 * @param madeAt milliseconds since 1970
 * @param running whether the node ran meanwhile
 * @param files SHA-256 by name
 */
record BackupManifest(String version, long madeAt, boolean running, SortedMap<String, String> files) {
    static final String NAME = "manifest.json";
    private static final String SCHEMA = "qgate.backup/1";

    byte[] encode() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("version", version);
        document.put("madeAt", madeAt);
        document.put("running", running);
        document.put("files", files);
        return (Json.writePretty(document) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Reads one; {@link IllegalArgumentException} when it is malformed. */
    static BackupManifest decode(byte[] json) {
        if (Json.read(new String(json, StandardCharsets.UTF_8)) instanceof Map<?, ?> map
                && SCHEMA.equals(map.get("schema"))
                && map.get("version") instanceof String version
                && map.get("madeAt") instanceof Long madeAt
                && map.get("running") instanceof Boolean running
                && map.get("files") instanceof Map<?, ?> listed) {
            SortedMap<String, String> files = new TreeMap<>();
            listed.forEach((name, digest) -> files.put(name.toString(), String.valueOf(digest)));
            return new BackupManifest(version, madeAt, running, files);
        }
        throw new IllegalArgumentException("not a " + SCHEMA + " document");
    }
}
