package org.qgate.kernel.internal.link;

import java.util.List;
import java.util.Map;
import org.qgate.api.net.Endpoint;

/** Reads plain values out of an escrow; a missing or mistyped one is an {@link IllegalArgumentException}. */
final class FrozenMap {
    private final Map<?, ?> values;

    FrozenMap(Object values) {
        this.values = (Map<?, ?>) expect(values, Map.class, "map");
    }

    /** Refuses states of a schema that this code does not know. */
    FrozenMap schema(long known) {
        if (number("schema") != known) {
            throw new IllegalArgumentException("escrow of links has schema " + number("schema") + ", not " + known);
        }
        return this;
    }

    long number(String key) {
        return (Long) expect(values.get(key), Long.class, key);
    }

    boolean flag(String key) {
        return (Boolean) expect(values.get(key), Boolean.class, key);
    }

    String text(String key) {
        return (String) expect(values.get(key), String.class, key);
    }

    byte[] bytes(String key) {
        return (byte[]) expect(values.get(key), byte[].class, key);
    }

    Endpoint endpoint(String key) {
        return Endpoint.parse(text(key)).orElseThrow(() -> new IllegalArgumentException("escrow of links: " + key));
    }

    List<?> list(String key) {
        return (List<?>) expect(values.get(key), List.class, key);
    }

    FrozenMap map(String key) {
        return new FrozenMap(values.get(key));
    }

    private static Object expect(Object value, Class<?> type, String key) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("escrow of links: " + key + " is not " + type.getSimpleName());
        }
        return value;
    }
}
