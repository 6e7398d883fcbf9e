package org.qgate.api.local;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, or a further piece of one: of that only {@code body} and {@code more} count.
 *
 * @param status 200 to 599
 * @param type the body's media type
 * @param headers further ones
 * @param totalBytes of all pieces together, or -1 when that is not known yet
 * @param body at most 1 MiB
 * @param more handed to the next call, which makes the next piece once this one was taken; empty for the last
 */
public record HttpAnswer(
        int status, String type, Map<String, String> headers, long totalBytes, byte[] body, Optional<String> more) {
    /** Makes a whole answer. */
    public static HttpAnswer of(int status, String type, byte[] body) {
        return new HttpAnswer(status, type, Map.of(), body.length, body, Optional.empty());
    }

    /** Makes a whole answer of JSON. */
    public static HttpAnswer json(int status, String json) {
        return of(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }
}
