package org.qgate.common.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON. Objects are ordered maps, arrays lists, integers {@code Long}, other numbers {@code Double}.
 * Writing also takes records (their components, in order), enums (their names), and any other value by its
 * {@code toString}. Nothing is cached across calls, so no class loader is kept.
 */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxStringLength(4 << 20)
                    .build())
            .build();

    private Json() {}

    /**
     * Reads one document.
     *
     * @throws IllegalArgumentException when it is not JSON, has duplicate keys, nests deeper than 32, or something follows
     */
    public static Object read(String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("more than one JSON value");
            }
            return value;
        } catch (IOException malformed) {
            throw new IllegalArgumentException("not JSON: " + firstLine(malformed.getMessage()), malformed);
        }
    }

    private static String firstLine(String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    private static Object value(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalArgumentException("no JSON value");
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("unexpected " + token);
        };
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            object.put(key, value(parser));
        }
        return object;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> array = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    /** Writes a value on one line. */
    public static String write(Object value) {
        return write(value, false);
    }

    /** Writes a value with line breaks and indentation. */
    public static String writePretty(Object value) {
        return write(value, true);
    }

    private static String write(Object value, boolean pretty) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out)) {
            if (pretty) {
                generator.useDefaultPrettyPrinter();
            }
            put(generator, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a StringWriter does not fail
        }
        return out.toString();
    }

    private static void put(JsonGenerator out, Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Integer || value instanceof Long || value instanceof Short) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number) {
            out.writeNumber(number.doubleValue());
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(entry.getKey().toString());
                put(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> list) {
            out.writeStartArray();
            for (Object element : list) {
                put(out, element);
            }
            out.writeEndArray();
        } else if (value instanceof Record composed && !hasTextForm(composed)) {
            putRecord(out, composed);
        } else {
            out.writeString(value instanceof Enum<?> constant ? constant.name() : value.toString());
        }
    }

    /** A record that declares its own {@code toString} is a value with a text form, such as an address. */
    private static boolean hasTextForm(Record value) {
        try {
            // The compiler gives every record a toString; an explicit one calls no ObjectMethods bootstrap, which
            // reflection cannot see. The convention here: such records declare a static parse(String).
            return value.getClass().getMethod("parse", String.class) != null;
        } catch (NoSuchMethodException plain) {
            return false;
        }
    }

    private static void putRecord(JsonGenerator out, Record value) throws IOException {
        out.writeStartObject();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            out.writeFieldName(component.getName());
            try {
                component.getAccessor().setAccessible(true);
                put(out, component.getAccessor().invoke(value));
            } catch (IllegalAccessException | InvocationTargetException broken) {
                throw new IllegalArgumentException("cannot read " + component, broken);
            }
        }
        out.writeEndObject();
    }
}
