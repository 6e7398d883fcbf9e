package org.qgate.base.internal.state;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.qgate.api.base.StateFolder;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.QGateException;
import org.qgate.common.json.Json;

/**
 * A JSON document in the state folder: a schema and one member with all that it says.
 *
 * @param file its name in the folder
 */
public record StateDocument(StateFolder state, String file, String schema, String member) {
    /**
     * Reads it; {@code read} throws {@link IllegalArgumentException} for what it does not understand.
     *
     * @return nothing when there is no such file
     * @throws QGateException QG-BAS-0006 when it is not understood
     */
    public <T> Optional<T> read(Function<Object, T> read) {
        return state.read(file).map(content -> parse(content, read));
    }

    private <T> T parse(byte[] content, Function<Object, T> read) {
        try {
            if (Json.read(new String(content, StandardCharsets.UTF_8)) instanceof Map<?, ?> map
                    && schema.equals(map.get("schema"))
                    && map.get(member) != null) {
                return read.apply(map.get(member));
            }
        } catch (IllegalArgumentException | ClassCastException malformed) {
            throw new QGateException(BaseError.STATE_READ, file + ": " + malformed.getMessage(), malformed);
        }
        throw new QGateException(BaseError.STATE_READ, file + " is not a " + schema + " document");
    }

    /** Keeps what it holds under another name, for people. */
    public void putAside() {
        state.read(file).ifPresent(content -> state.write(file + ".damaged", content));
    }

    /** Writes it whole. */
    public void write(Object value) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", schema);
        document.put(member, value);
        state.write(file, Json.writePretty(document).getBytes(StandardCharsets.UTF_8));
    }
}
