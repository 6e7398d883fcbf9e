package org.qgate.shell.internal.view;

import java.util.LinkedHashMap;
import java.util.Map;
import org.qgate.common.json.Json;

/** One JSON document with a schema name; fields keep their order. A schema changes its number when a field goes. */
public final class Document {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    private Document(String schema) {
        fields.put("schema", schema);
    }

    /** Begins a document. */
    public static Document of(String schema) {
        return new Document(schema);
    }

    /** Adds a field: a string, number, boolean, null, record, list or map. */
    public Document with(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    /** Returns it on one line. */
    public String json() {
        return Json.write(fields);
    }
}
