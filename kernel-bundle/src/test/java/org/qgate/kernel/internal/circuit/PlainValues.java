package org.qgate.kernel.internal.circuit;

import java.util.List;
import java.util.Map;

/** Checks that a frozen state holds nothing whose class belongs to a bundle that goes. */
final class PlainValues {
    private PlainValues() {}

    static void check(Object value) {
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(PlainValues::check);
            map.values().forEach(PlainValues::check);
        } else if (value instanceof List<?> list) {
            list.forEach(PlainValues::check);
        } else if (!(value instanceof String
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof byte[])) {
            throw new AssertionError("not a plain value: " + (value == null ? null : value.getClass()));
        }
    }
}
