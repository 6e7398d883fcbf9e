package org.qgate.services.internal.record;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A version that waits.
 *
 * @param code of the catalogue: why
 * @param reason in words
 * @param missing permissions that nobody agreed to
 */
public record Held(Kept version, String code, String reason, List<String> missing) {
    /** Makes the list unchangeable. */
    public Held {
        missing = List.copyOf(missing);
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kept", version.json());
        json.put("code", code);
        json.put("reason", reason);
        json.put("missing", missing);
        return json;
    }

    static Held of(Fields json) {
        return new Held(Kept.of(json.object("kept")), json.text("code"), json.text("reason"), json.texts("missing"));
    }
}
