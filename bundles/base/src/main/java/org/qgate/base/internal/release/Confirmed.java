package org.qgate.base.internal.release;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.common.json.Json;

/** Remembers which bytes each installed swappable bundle was made of: {@code core/confirmed.json}. */
final class Confirmed {
    private static final String FILE = "core/confirmed.json";
    private static final String SCHEMA = "qgate.confirmed/1";

    private final StateFolder state;

    Confirmed(StateFolder state) {
        this.state = state;
    }

    /** Returns digests by location; empty before the first start. */
    Map<String, String> read() {
        return state.read(FILE).map(Confirmed::parse).orElse(Map.of());
    }

    private static Map<String, String> parse(byte[] content) {
        try {
            if (Json.read(new String(content, StandardCharsets.UTF_8)) instanceof Map<?, ?> map
                    && SCHEMA.equals(map.get("schema"))
                    && map.get("bundles") instanceof Map<?, ?> bundles) {
                Map<String, String> digests = new LinkedHashMap<>();
                bundles.forEach((location, digest) -> digests.put(location.toString(), String.valueOf(digest)));
                return digests;
            }
        } catch (IllegalArgumentException malformed) {
            throw new QGateException(BaseError.STATE_READ, FILE + ": " + malformed.getMessage(), malformed);
        }
        throw new QGateException(BaseError.STATE_READ, FILE + " is not a " + SCHEMA + " document");
    }

    void write(List<CorePackage> entries) {
        Map<String, String> bundles = new LinkedHashMap<>();
        entries.forEach(entry -> bundles.put(entry.location(), entry.sha256()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("bundles", bundles);
        state.write(FILE, Json.writePretty(document).getBytes(StandardCharsets.UTF_8));
    }
}
