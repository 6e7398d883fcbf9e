package org.qgate.base.internal.release;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.common.json.Json;

/**
 * Which version of a swappable bundle this node confirmed where that is not the distribution's, and which one it came
 * from: {@code core/versions.json}. Thread-safe.
 */
final class Versions {
    private static final String FILE = "core/versions.json";
    private static final String SCHEMA = "qgate.versions/1";

    private final StateFolder state;
    private final Map<String, Confirmation> byName = new TreeMap<>();

    /**
     * A confirmed version.
     *
     * @param previous the version in office before, or an empty text
     */
    record Confirmation(String version, String sha256, String previous, String previousSha256) {}

    Versions(StateFolder state) {
        this.state = state;
        state.read(FILE).ifPresent(this::parse);
    }

    synchronized Optional<Confirmation> of(String bsn) {
        return Optional.ofNullable(byName.get(bsn));
    }

    synchronized void confirm(String bsn, Confirmation confirmation) {
        byName.put(bsn, confirmation);
        write();
    }

    /** The distribution's own version counts again. */
    synchronized void forget(String bsn) {
        if (byName.remove(bsn) != null) {
            write();
        }
    }

    private void write() {
        Map<String, Object> bundles = new LinkedHashMap<>();
        byName.forEach((bsn, each) -> bundles.put(
                bsn,
                Map.of(
                        "version", each.version(),
                        "sha256", each.sha256(),
                        "previous", each.previous(),
                        "previousSha256", each.previousSha256())));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("bundles", bundles);
        state.write(FILE, Json.writePretty(document).getBytes(StandardCharsets.UTF_8));
    }

    private void parse(byte[] content) {
        try {
            if (Json.read(new String(content, StandardCharsets.UTF_8)) instanceof Map<?, ?> map
                    && SCHEMA.equals(map.get("schema"))
                    && map.get("bundles") instanceof Map<?, ?> bundles) {
                bundles.forEach((bsn, value) -> byName.put(bsn.toString(), confirmation((Map<?, ?>) value)));
                return;
            }
        } catch (IllegalArgumentException | ClassCastException malformed) {
            throw new QGateException(BaseError.STATE_READ, FILE + ": " + malformed.getMessage(), malformed);
        }
        throw new QGateException(BaseError.STATE_READ, FILE + " is not a " + SCHEMA + " document");
    }

    private static Confirmation confirmation(Map<?, ?> map) {
        return new Confirmation(
                (String) map.get("version"), (String) map.get("sha256"), (String) map.get("previous"), (String)
                        map.get("previousSha256"));
    }
}
