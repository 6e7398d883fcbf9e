package org.qgate.qsx.header;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the main section of a jar's manifest. Source: JAR file specification, "JAR manifest", without further sections. */
final class HeaderParser {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,70}");
    private static final int LARGEST = 64 << 10;

    private HeaderParser() {}

    /**
     * Returns values by name as it is written.
     *
     * @throws IllegalArgumentException when it is malformed, has a header twice, or has more than the main section
     */
    static Map<String, String> parse(byte[] file) {
        if (file.length > LARGEST) {
            throw new IllegalArgumentException(file.length + " bytes");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        Map<String, String> lowerCase = new LinkedHashMap<>();
        for (String line : lines(new String(file, StandardCharsets.UTF_8))) {
            int colon = line.indexOf(": ");
            if (colon < 0 || !NAME.matcher(line.substring(0, colon)).matches()) {
                throw new IllegalArgumentException("a line that is no header");
            }
            String name = line.substring(0, colon);
            if (lowerCase.put(name.toLowerCase(Locale.ROOT), name) != null) {
                throw new IllegalArgumentException(name + " twice");
            }
            headers.put(name, line.substring(colon + 2));
        }
        return headers;
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        boolean ended = false;
        for (String line : text.split("\r\n|\r|\n", -1)) {
            if (line.isEmpty()) {
                ended = true;
            } else if (ended) {
                throw new IllegalArgumentException("a section after the main one");
            } else if (line.charAt(0) == ' ' && !lines.isEmpty()) {
                lines.add(lines.remove(lines.size() - 1) + line.substring(1));
            } else {
                lines.add(line);
            }
        }
        return lines;
    }
}
