package org.qgate.dpn.internal.proxy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges and rewrites the head of a plain request for its origin server ([DPN-13] to [DPN-15]): one request a
 * connection, framed by its length alone, so that no two parsers see two different ends of it.
 */
final class HttpForward {
    /** What the listener serves; RFC 9110 section 15.5.6 wants it said with status 405. */
    static final String METHODS = "CONNECT, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT";

    /** RFC 9110 section 7.6.1, and what RFC 7540 section 3.2.1 adds: fields for the next hop only. */
    private static final Set<String> FOR_THIS_HOP =
            Set.of("connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "http2-settings");
    /** Fields by which proxies tell who asked. */
    private static final Set<String> TELLTALE = Set.of("via", "forwarded", "x-real-ip");
    /** Fields that say where the request ends and whom it is for: no connection option may take them away. */
    private static final Set<String> FRAMING = Set.of("host", "content-length", "transfer-encoding");

    private static final int MAX_LENGTH_DIGITS = 15;
    private static final int MAX_FORWARDS_DIGITS = 3;

    private HttpForward() {}

    /** Returns why the request is not forwarded, or null. */
    static Failure fault(HttpHead head) {
        if (!head.all("transfer-encoding").isEmpty()) {
            return unframed(head);
        }
        if (length(head) < 0 || !hasCleanOptions(head) || forwards(head) < 0) {
            return Failure.MALFORMED;
        }
        // What must not be forwarded is to be answered here, and here is nothing that these methods could show.
        if (head.method().equals("TRACE") || head.method().equals("OPTIONS") && forwards(head) == 0) {
            return Failure.METHOD;
        }
        List<String> expected = head.all("expect");
        boolean plain =
                expected.isEmpty() || expected.size() == 1 && expected.get(0).equalsIgnoreCase("100-continue");
        return plain ? null : Failure.EXPECTATION;
    }

    /** RFC 9112 section 6.1: two framings at once, or a coding that HTTP/1.0 does not know, are an attack or a fault. */
    private static Failure unframed(HttpHead head) {
        List<String> codings = head.all("transfer-encoding");
        boolean chunked = codings.size() == 1
                && codings.get(0).equalsIgnoreCase("chunked")
                && head.all("content-length").isEmpty()
                && !head.version().equals("HTTP/1.0");
        return chunked ? Failure.LENGTH_REQUIRED : Failure.MALFORMED;
    }

    /** Returns how many bytes follow the head, or -1 when that cannot be said without a doubt. */
    private static long length(HttpHead head) {
        return number(head.all("content-length"), MAX_LENGTH_DIGITS, 0);
    }

    /** RFC 9110 section 7.6.2. Returns how often it may be forwarded, or -1. */
    private static long forwards(HttpHead head) {
        return number(head.all("max-forwards"), MAX_FORWARDS_DIGITS, 1);
    }

    private static long number(List<String> values, int digits, long without) {
        if (values.isEmpty()) {
            return without;
        }
        return values.size() == 1 && HttpHead.isDigits(values.get(0), digits) ? Long.parseLong(values.get(0)) : -1;
    }

    private static boolean hasCleanOptions(HttpHead head) {
        Set<String> named = options(head);
        return named.stream().allMatch(HttpHead::isToken) && named.stream().noneMatch(FRAMING::contains);
    }

    /** The connection options, lower case; empty list members (RFC 9110 section 5.6.1) left out. */
    private static Set<String> options(HttpHead head) {
        Set<String> named = new TreeSet<>();
        for (String value : head.all("connection")) {
            for (String option : value.split(",", -1)) {
                String name = option.strip().toLowerCase(Locale.ROOT);
                if (!name.isEmpty()) {
                    named.add(name);
                }
            }
        }
        return named;
    }

    /** Rewrites a head that has no {@link #fault}. */
    static Prelude rewrite(HttpHead head, HttpTarget target) {
        StringBuilder out = new StringBuilder(head.method())
                .append(' ')
                .append(originForm(head, target))
                .append(' ')
                .append(head.version()) // the answer goes back as it is: it must suit the application
                .append("\r\nHost: ")
                .append(target.authority())
                .append("\r\n");
        Set<String> dropped = options(head);
        for (HttpHead.Field field : head.fields()) {
            if (!isDropped(field.key(), dropped)) {
                out.append(field.name()).append(": ").append(value(head, field)).append("\r\n");
            }
        }
        out.append("Connection: close\r\n\r\n");
        return new Prelude(out.toString().getBytes(StandardCharsets.ISO_8859_1), length(head));
    }

    /** RFC 9112 section 3.2.1, and section 3.2.4 for an OPTIONS request about the server itself. */
    private static String originForm(HttpHead head, HttpTarget target) {
        if (target.path().isEmpty() && head.method().equals("OPTIONS")) {
            return "*";
        }
        return target.path().startsWith("/") ? target.path() : "/" + target.path();
    }

    private static boolean isDropped(String key, Set<String> nominated) {
        return key.equals("host")
                || FOR_THIS_HOP.contains(key)
                || TELLTALE.contains(key)
                || key.startsWith("proxy-")
                || key.startsWith("x-forwarded-")
                || nominated.contains(key);
    }

    private static String value(HttpHead head, HttpHead.Field field) {
        boolean counted = field.key().equals("max-forwards") && head.method().equals("OPTIONS");
        return counted ? Long.toString(forwards(head) - 1) : field.value();
    }
}
