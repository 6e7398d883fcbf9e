package org.qgate.common.values;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes plain values in the canonical form of RFC 8785. For one use. */
public final class JsonWriter {
    private static final int DEEPEST = 64;
    private static final long MAX_INTEGER = 1L << 53; // RFC 8785, section 3.2.2.3: beyond it, doubles lose digits

    private final StringBuilder out = new StringBuilder();
    private int depth;

    private JsonWriter() {}

    /**
     * Writes a value.
     *
     * @throws IllegalArgumentException for any other kind of value, whole numbers beyond 53 bits, numbers that are none,
     *     lone surrogates, and nesting deeper than 64
     */
    public static String write(Object value) {
        JsonWriter writer = new JsonWriter();
        writer.put(value);
        return writer.out.toString();
    }

    private void put(Object value) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof Long || value instanceof Integer) {
            whole(((Number) value).longValue());
        } else if (value instanceof Double number) {
            out.append(CanonicalNumber.text(number));
        } else if (value instanceof String text) {
            string(text);
        } else if (value instanceof List<?> list) {
            array(list);
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else {
            throw new IllegalArgumentException(
                    "no canonical form for " + value.getClass().getName());
        }
    }

    private void whole(long value) {
        if (value > MAX_INTEGER || value < -MAX_INTEGER) {
            throw new IllegalArgumentException("a whole number beyond 53 bits: " + value);
        }
        out.append(value);
    }

    private void array(List<?> list) {
        deeper();
        out.append('[');
        String separator = "";
        for (Object element : list) {
            out.append(separator);
            put(element);
            separator = ",";
        }
        out.append(']');
        depth--;
    }

    /** Names in the order of their UTF-16 code units, which is that of strings. */
    private void object(Map<?, ?> map) {
        deeper();
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> sorted.put(name(name), value));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(separator);
            string(member.getKey());
            out.append(':');
            put(member.getValue());
            separator = ",";
        }
        out.append('}');
        depth--;
    }

    private static String name(Object name) {
        if (name instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("names are strings");
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException("nesting deeper than " + DEEPEST);
        }
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(unit).append(text.charAt(++i));
            } else if (Character.isSurrogate(unit)) {
                throw new IllegalArgumentException("a lone surrogate within a string");
            } else {
                character(unit);
            }
        }
        out.append('"');
    }

    private void character(char unit) {
        switch (unit) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> out.append(unit < ' ' ? String.format("\\u%04x", (int) unit) : String.valueOf(unit));
        }
    }
}
