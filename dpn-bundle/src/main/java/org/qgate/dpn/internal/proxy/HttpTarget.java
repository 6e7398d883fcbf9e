package org.qgate.dpn.internal.proxy;

import java.util.Optional;
import org.qgate.api.net.IpAddress;

/**
 * Whom a request is for. The host is not yet judged.
 *
 * @param authority host and port as sent
 * @param host without the brackets of an IPv6 literal
 * @param path with the query; empty when there is none
 */
record HttpTarget(String authority, String host, int port, String path) {
    private static final String SCHEME = "http://";
    private static final int HTTP_PORT = 80; // RFC 9110 section 4.2.1
    private static final int MAX_PORT_DIGITS = 5;

    /** Reads authority-form (RFC 9112 section 3.2.3): host and port, both required. */
    static Optional<HttpTarget> authority(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            return Optional.empty();
        }
        int port = port(text.substring(colon + 1));
        return port == 0
                ? Optional.empty()
                : host(text.substring(0, colon)).map(host -> new HttpTarget(text, host, port, ""));
    }

    /** Reads absolute-form (RFC 9112 section 3.2.2) of scheme http; neither user information nor a fragment. */
    static Optional<HttpTarget> absolute(String text) {
        if (!text.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || text.indexOf('#') >= 0) {
            return Optional.empty();
        }
        int end = SCHEME.length();
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
            end++;
        }
        String authority = text.substring(SCHEME.length(), end);
        String path = text.substring(end);
        if (authority.indexOf('@') >= 0) {
            return Optional.empty();
        }
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        return hasPort
                ? authority(authority).map(found -> new HttpTarget(authority, found.host, found.port, path))
                : host(authority).map(host -> new HttpTarget(authority, host, HTTP_PORT, path));
    }

    private static int port(String digits) {
        if (!HttpHead.isDigits(digits, MAX_PORT_DIGITS)) {
            return 0;
        }
        int port = Integer.parseInt(digits);
        return port > 65_535 ? 0 : port;
    }

    private static Optional<String> host(String text) {
        if (text.startsWith("[") && text.endsWith("]")) {
            String literal = text.substring(1, text.length() - 1);
            return IpAddress.parse(literal).filter(IpAddress::v6).map(IpAddress::toString);
        }
        return text.isEmpty() || text.indexOf(':') >= 0 ? Optional.empty() : Optional.of(text);
    }
}
