package org.qgate.api.config;

import java.util.Map;

/** The values of one configuration, read once, immutable. */
public record ConfigValues(ConfigSpec spec, Map<String, Object> values) {

    /**
     * Returns a key's value.
     *
     * @throws IllegalArgumentException when the key is not part of the specification: a programming error
     */
    @SuppressWarnings("unchecked") // the value was made by this key's own parser
    public <T> T of(ConfigKey<T> key) {
        Object value = values.get(key.name());
        if (value == null) {
            throw new IllegalArgumentException(spec.pid() + " has no key " + key.name());
        }
        return (T) value;
    }

    /** Returns an integer key as an {@code int}; the key's range must fit. */
    public int asInt(ConfigKey<Long> key) {
        return Math.toIntExact(of(key));
    }
}
