package org.qgate.client.upgrade;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A properties file as text: settings with the lines they stand on, comments and blank lines between them. The form is
 * that of {@code java.util.Properties}: continued lines, {@code =}, {@code :} or blanks after the key.
 */
final class SettingsText {
    /**
     * A piece of the file.
     *
     * @param key null for comments and blank lines
     * @param value on one line, trimmed
     */
    record Piece(String key, String value, List<String> lines) {}

    private final List<Piece> pieces = new ArrayList<>();

    SettingsText(String text) {
        List<String> lines = text.lines().toList();
        for (int at = 0; at < lines.size(); ) {
            int end = at + 1;
            if (!isComment(lines.get(at))) {
                while (end < lines.size() && isContinued(lines.get(end - 1))) {
                    end++;
                }
            }
            pieces.add(piece(lines.subList(at, end)));
            at = end;
        }
    }

    List<Piece> pieces() {
        return pieces;
    }

    /** Returns the values by key; of a key that stands there twice the last counts. */
    Map<String, String> values() {
        Map<String, String> values = new LinkedHashMap<>();
        pieces.stream().filter(each -> each.key() != null).forEach(each -> values.put(each.key(), each.value()));
        return values;
    }

    private static boolean isComment(String line) {
        String text = line.strip();
        return text.isEmpty() || text.charAt(0) == '#' || text.charAt(0) == '!';
    }

    private static boolean isContinued(String line) {
        int slashes = 0;
        while (slashes < line.length() && line.charAt(line.length() - 1 - slashes) == '\\') {
            slashes++;
        }
        return slashes % 2 == 1;
    }

    private static Piece piece(List<String> lines) {
        if (isComment(lines.get(0))) {
            return new Piece(null, "", lines);
        }
        StringBuilder logical = new StringBuilder();
        for (String line : lines) {
            String text = line.stripLeading();
            logical.append(isContinued(line) ? text.substring(0, text.length() - 1) : text);
        }
        int end = 0;
        while (end < logical.length() && "=: \t".indexOf(logical.charAt(end)) < 0) {
            end += logical.charAt(end) == '\\' ? 2 : 1;
        }
        String key = logical.substring(0, Math.min(end, logical.length()));
        String rest = logical.substring(key.length()).strip();
        boolean sign = !rest.isEmpty() && "=:".indexOf(rest.charAt(0)) >= 0;
        return new Piece(key, sign ? rest.substring(1).strip() : rest, lines);
    }
}
