package org.qgate.dpn.internal.proxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A request head, read strictly (RFC 9112 sections 2 to 5): CRLF only, single spaces in the request line, token names,
 * no folding, no control characters. What is read in two ways by two parsers is refused here.
 */
record HttpHead(String method, String target, String version, List<Field> fields) {
    /** More fields than browsers send. */
    static final int MAX_FIELDS = 64;

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~"; // RFC 9110 section 5.6.2

    /**
     * One header field.
     *
     * @param name as it was sent
     * @param key the name in lower case
     */
    record Field(String name, String key, String value) {}

    /** Reads a head without its final empty line; empty when it is malformed. */
    static Optional<HttpHead> parse(String text) {
        String[] lines = text.split("\r\n", -1);
        String[] words = lines[0].split(" ", -1);
        if (words.length != 3 || lines.length - 1 > MAX_FIELDS || !isToken(words[0]) || !isVisible(words[1])) {
            return Optional.empty();
        }
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            if (colon < 1 || !isToken(lines[i].substring(0, colon)) || !isValue(lines[i].substring(colon + 1))) {
                return Optional.empty();
            }
            String name = lines[i].substring(0, colon);
            String value = lines[i].substring(colon + 1).strip();
            fields.add(new Field(name, name.toLowerCase(Locale.ROOT), value));
        }
        return Optional.of(new HttpHead(words[0], words[1], words[2], List.copyOf(fields)));
    }

    /** Returns all values of a field, whose name is given in lower case. */
    List<String> all(String key) {
        return fields.stream()
                .filter(field -> field.key().equals(key))
                .map(Field::value)
                .toList();
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(HttpHead::isTokenChar);
    }

    static boolean isTokenChar(int ch) {
        return ch >= 'a' && ch <= 'z'
                || ch >= 'A' && ch <= 'Z'
                || ch >= '0' && ch <= '9'
                || TOKEN_MARKS.indexOf(ch) >= 0;
    }

    /** Whether the text is a number of at most so many digits and nothing else. */
    static boolean isDigits(String text, int most) {
        return !text.isEmpty() && text.length() <= most && text.chars().allMatch(ch -> ch >= '0' && ch <= '9');
    }

    private static boolean isVisible(String text) {
        return !text.isEmpty() && text.chars().allMatch(ch -> ch > ' ' && ch < 127);
    }

    private static boolean isValue(String text) {
        return text.chars().allMatch(ch -> ch == '\t' || ch >= ' ' && ch != 127 && ch < 256);
    }
}
