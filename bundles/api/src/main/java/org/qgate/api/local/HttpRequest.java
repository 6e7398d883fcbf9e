package org.qgate.api.local;

import java.util.Map;
import java.util.Optional;

/**
 * A request whose token was accepted.
 *
 * @param method {@code GET}, {@code POST} or {@code DELETE}
 * @param path whole, without the query; normalised
 * @param query the first value of each parameter
 * @param user the token's name
 * @param accept what kinds the program takes, as it wrote it
 * @param body at most 64 KiB
 * @param more what the last piece of this answer asked to be asked next; empty for the first
 */
public record HttpRequest(
        String method,
        String path,
        Map<String, String> query,
        String user,
        String accept,
        byte[] body,
        Optional<String> more) {}
