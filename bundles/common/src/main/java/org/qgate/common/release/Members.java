package org.qgate.common.release;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The members of a JSON object, exactly those that were expected. What it throws says which one is wrong. */
record Members(Map<?, ?> map) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    /** OSGi Core R8, section 3.2.5. */
    private static final Pattern VERSION =
            Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9}(\\.[0-9]{1,9}(\\.[A-Za-z0-9_-]+)?)?)?");

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    static Members of(Object json, Set<String> names) {
        if (json instanceof Map<?, ?> map && map.keySet().equals(names)) {
            return new Members(map);
        }
        throw new IllegalArgumentException("an object must have exactly " + names);
    }

    String text(String name) {
        if (map.get(name) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(name + " is not a text");
    }

    long number(String name) {
        if (map.get(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException(name + " is not a number");
    }

    /** The name of a bundle or of a file in the same folder. */
    static String name(String what, String value) {
        return matching(NAME, what, value);
    }

    static String version(String value) {
        return matching(VERSION, "version", value);
    }

    static String digest(String value) {
        return matching(DIGEST, "sha256", value);
    }

    private static String matching(Pattern pattern, String what, String value) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " = '" + value + "'");
        }
        return value;
    }
}
