package org.qgate.api.config;

import java.util.List;
import java.util.function.Function;

/**
 * One configuration key.
 *
 * @param name lower-case words joined by underscores, the unit last ({@code drain_seconds})
 * @param defaultText the default as it would stand in a file
 * @param allowed what is allowed, for people ("1 to 65535", "host:port, …")
 * @param description one sentence
 * @param parser turns text into a value; throws {@link IllegalArgumentException} on anything not allowed
 */
public record ConfigKey<T>(
        String name, String defaultText, String allowed, String description, Function<String, T> parser) {

    /** An integer within an inclusive range. */
    public static ConfigKey<Long> integer(String name, long byDefault, long min, long max, String description) {
        return new ConfigKey<>(name, Long.toString(byDefault), min + " to " + max, description, text -> {
            long value = Long.parseLong(text);
            if (value < min || value > max) {
                throw new IllegalArgumentException("out of range");
            }
            return value;
        });
    }

    /** {@code true} or {@code false}. */
    public static ConfigKey<Boolean> flag(String name, boolean byDefault, String description) {
        return new ConfigKey<>(name, Boolean.toString(byDefault), "true or false", description, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("neither true nor false");
        });
    }

    /** One value with a parser of its own. */
    public static <T> ConfigKey<T> value(
            String name, String byDefault, String allowed, String description, Function<String, T> parser) {
        return new ConfigKey<>(name, byDefault, allowed, description, parser);
    }

    /** A comma-separated list, each element with a parser of its own; empty text is the empty list. */
    public static <T> ConfigKey<List<T>> list(
            String name, String byDefault, String allowed, String description, Function<String, T> element) {
        return new ConfigKey<>(
                name,
                byDefault,
                allowed,
                description,
                text -> text.isBlank()
                        ? List.of()
                        : List.of(text.split(",", -1)).stream()
                                .map(String::trim)
                                .map(element)
                                .toList());
    }
}
