package org.qgate.common.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes JSON in the one form that signatures cover: no white space, members sorted by UTF-16 code units, strings escaped
 * as little as possible. Source: RFC 8785, sections 3.2.1 to 3.2.3, restricted to what {@link Json#read} gives without
 * fractions: numbers other than integers of at most 53 bits are refused, so that no rule of rounding is needed.
 */
public final class CanonicalJson {
    private static final long MAX_INTEGER = 1L << 53; // RFC 8785, section 3.2.2.3: beyond it, doubles lose digits

    private CanonicalJson() {}

    /**
     * Writes a value as UTF-8.
     *
     * @throws IllegalArgumentException for types other than maps, lists, strings, integers, booleans and null, and for
     *     strings with a lone surrogate
     */
    public static byte[] write(Object value) {
        StringBuilder out = new StringBuilder();
        put(out, value);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void put(StringBuilder out, Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Long || value instanceof Integer) {
            out.append(integer(((Number) value).longValue()));
        } else if (value instanceof String text) {
            string(out, text);
        } else if (value instanceof List<?> list) {
            array(out, list);
        } else if (value instanceof Map<?, ?> map) {
            object(out, map);
        } else {
            throw new IllegalArgumentException(
                    "no canonical form for " + value.getClass().getSimpleName());
        }
    }

    private static long integer(long value) {
        if (value > MAX_INTEGER || value < -MAX_INTEGER) {
            throw new IllegalArgumentException("integer beyond 53 bits: " + value);
        }
        return value;
    }

    private static void array(StringBuilder out, List<?> list) {
        String separator = "[";
        for (Object element : list) {
            out.append(separator);
            put(out, element);
            separator = ",";
        }
        out.append(list.isEmpty() ? "[]" : "]");
    }

    private static void object(StringBuilder out, Map<?, ?> map) {
        TreeMap<String, Object> sorted = new TreeMap<>(); // String order is UTF-16 code unit order
        map.forEach((key, value) -> sorted.put((String) key, value));
        String separator = "{";
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(separator);
            string(out, member.getKey());
            out.append(':');
            put(out, member.getValue());
            separator = ",";
        }
        out.append(sorted.isEmpty() ? "{}" : "}");
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (!Character.isHighSurrogate(unit)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    throw new IllegalArgumentException("lone surrogate in a string");
                }
                out.append(unit).append(text.charAt(++i));
            } else {
                escaped(out, unit);
            }
        }
        out.append('"');
    }

    private static void escaped(StringBuilder out, char unit) {
        switch (unit) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (unit < 0x20) {
                    out.append(String.format("\\u%04x", (int) unit));
                } else {
                    out.append(unit);
                }
            }
        }
    }
}
