package org.qgate.local.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.function.Supplier;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.local.internal.http.Offices;

/** Keeps which paths there are, so that a request that comes before its answerer has started waits too. One thread at a time. */
final class KnownPaths {
    private static final byte[] END = new byte[0];
    private static final int MOST = 64;

    private final Supplier<StoreMap> map;
    private final Offices offices;
    private Map<String, String> kept;

    KnownPaths(Supplier<StoreMap> map, Offices offices) {
        this.map = map;
        this.offices = offices;
    }

    /** Reads them once, and keeps those that are new. Blocking. */
    void step() {
        if (kept == null) {
            for (Row row : map.get().range(END, END, MOST)) {
                offices.expect(new String(row.key(), UTF_8), new String(row.value(), UTF_8));
            }
            kept = Map.of();
        }
        Map<String, String> now = offices.known();
        if (!now.equals(kept)) {
            now.forEach((path, scope) -> {
                if (!scope.equals(kept.get(path))) {
                    map.get().put(path.getBytes(UTF_8), scope.getBytes(UTF_8));
                }
            });
            kept = now;
        }
    }
}
