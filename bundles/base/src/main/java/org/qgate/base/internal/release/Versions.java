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
     * @param previous the version in office before
     * @param shipped which version the distribution had when this one was confirmed
     */
    record Confirmation(KnownVersion now, KnownVersion previous, String shipped) {}

    Versions(StateFolder state) {
        this.state = state;
        state.read(FILE).ifPresent(this::parse);
    }

    synchronized Optional<Confirmation> of(String bsn) {
        return Optional.ofNullable(byName.get(bsn));
    }

    /** Remembers a confirmation; when that cannot be written the one before still counts. */
    synchronized void confirm(String bsn, Confirmation confirmation) {
        Map<String, Confirmation> next = new TreeMap<>(byName);
        next.put(bsn, confirmation);
        write(next);
        byName.putAll(next);
    }

    private void write(Map<String, Confirmation> all) {
        Map<String, Object> bundles = new LinkedHashMap<>();
        all.forEach((bsn, each) -> bundles.put(
                bsn,
                Map.of(
                        "version", each.now().version(),
                        "sha256", each.now().sha256(),
                        "previous", each.previous().version(),
                        "previousSha256", each.previous().sha256(),
                        "shipped", each.shipped())));
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
                new KnownVersion(text(map, "version"), text(map, "sha256")),
                new KnownVersion(text(map, "previous"), text(map, "previousSha256")),
                text(map, "shipped"));
    }

    private static String text(Map<?, ?> map, String name) {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is not a text");
    }
}
