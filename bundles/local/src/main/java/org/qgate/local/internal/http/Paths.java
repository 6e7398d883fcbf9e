package org.qgate.local.internal.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.qgate.api.error.LocalError;

/** Paths, queries and hosts as they may stand in a request. */
final class Paths {
    private static final int LONGEST_PATH = 512;
    private static final int MOST_PARAMETERS = 32;
    /** No escapes and no empty or dotted segments: there is one way to write each path. */
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+");

    private Paths() {}

    /** Whether a handler may have this path. */
    static boolean isPath(String path) {
        return path.length() <= LONGEST_PATH && PATH.matcher(path).matches();
    }

    static String path(String asked) throws Refusal {
        String path = asked.length() > 1 && asked.endsWith("/") ? asked.substring(0, asked.length() - 1) : asked;
        if (!path.equals("/") && !isPath(path)) {
            throw new Refusal(
                    400,
                    LocalError.BAD_REQUEST,
                    "a path is at most 512 of a-z A-Z 0-9 . _ ~ - in segments, no escapes");
        }
        return path;
    }

    /** The first value of each parameter. */
    static Map<String, String> query(String raw) throws Refusal {
        if (raw == null || raw.isEmpty()) {
            return Map.of();
        }
        String[] parts = raw.split("&", -1);
        if (parts.length > MOST_PARAMETERS) {
            throw new Refusal(400, LocalError.BAD_REQUEST, "a query has at most " + MOST_PARAMETERS + " parameters");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : parts) {
            int equals = part.indexOf('=');
            String name = decoded(equals < 0 ? part : part.substring(0, equals));
            values.putIfAbsent(name, equals < 0 ? "" : decoded(part.substring(equals + 1)));
        }
        return Map.copyOf(values);
    }

    private static String decoded(String text) throws Refusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(400, LocalError.BAD_REQUEST, "the query is not well escaped");
        }
    }

    /**
     * Refuses a request that was meant for somebody else: a page of another site can let its own name lead here, but not
     * make the browser say one of ours.
     */
    static void checkHost(String host, Set<String> own) throws Refusal {
        if (host == null || !own.contains(host)) {
            throw new Refusal(421, LocalError.BAD_REQUEST, "this server is " + String.join(", ", own));
        }
    }
}
