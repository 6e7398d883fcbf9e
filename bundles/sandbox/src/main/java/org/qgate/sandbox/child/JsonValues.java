package org.qgate.sandbox.child;

import org.qgate.common.values.JsonReader;
import org.qgate.common.values.JsonWriter;
import org.qgate.ext.json.Json;

/** JSON, in this process. Thread-safe. */
final class JsonValues implements Json {
    private static final int LONGEST = 4 << 20;

    @Override
    public Object parse(String text) {
        if (text == null || text.length() > LONGEST) {
            throw Bounds.invalid("the text must have at most " + LONGEST + " characters");
        }
        try {
            return JsonReader.read(text);
        } catch (IllegalArgumentException wrong) {
            throw Bounds.invalid(wrong.getMessage());
        }
    }

    @Override
    public String print(Object value) {
        try {
            return JsonWriter.write(value);
        } catch (IllegalArgumentException wrong) {
            throw Bounds.invalid(wrong.getMessage());
        }
    }
}
