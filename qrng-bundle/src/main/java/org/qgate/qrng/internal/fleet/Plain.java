package org.qgate.qrng.internal.fleet;

import java.util.List;
import java.util.Map;
import org.qgate.common.wire.WireException;

/** Reads a map of plain values as another version may have written it: what is missing or of another type is refused. */
record Plain(Map<String, Object> values) {
    boolean has(String name) {
        return values.containsKey(name);
    }

    String text(String name) {
        return of(name, String.class);
    }

    long number(String name) {
        return of(name, Long.class);
    }

    boolean flag(String name) {
        return of(name, Boolean.class);
    }

    byte[] bytes(String name) {
        return of(name, byte[].class);
    }

    double real(String name) {
        return Double.longBitsToDouble(number(name));
    }

    List<?> list(String name) {
        return of(name, List.class);
    }

    Map<String, Object> map(String name) {
        return map(of(name, Map.class));
    }

    /** Keys of a map that was decoded are texts. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        if (value instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new WireException("not a map");
    }

    private <T> T of(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw new WireException("'" + name + "' is missing or not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
