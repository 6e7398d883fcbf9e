package org.qgate.base.internal.release;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.base.StateFolder;
import org.qgate.base.internal.state.StateDocument;

/** Remembers which bytes each installed swappable bundle was made of: {@code core/confirmed.json}. */
final class Confirmed {
    private final StateDocument document;

    Confirmed(StateFolder state) {
        document = new StateDocument(state, "core/confirmed.json", "qgate.confirmed/1", "bundles");
    }

    /** Returns digests by location; empty before the first start. */
    Map<String, String> read() {
        Map<String, String> digests = new LinkedHashMap<>();
        document.read(found -> (Map<?, ?>) found)
                .ifPresent(found ->
                        found.forEach((location, digest) -> digests.put(location.toString(), String.valueOf(digest))));
        return digests;
    }

    void write(List<CorePackage> entries) {
        Map<String, String> digests = new LinkedHashMap<>();
        entries.forEach(entry -> digests.put(entry.location(), entry.sha256()));
        document.write(digests);
    }
}
