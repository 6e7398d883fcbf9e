package org.qgate.ext.testkit;

import org.qgate.common.values.JsonReader;
import org.qgate.common.values.JsonWriter;
import org.qgate.ext.json.Json;

/** JSON of every host: the node's own code. */
final class KitJson implements Json {
    private static final int LONGEST = 4 << 20;

    @Override
    public Object parse(String text) {
        Bounds.longest("the text", text, LONGEST);
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
