package org.qgate.kernel.internal.circuit.settings;

import java.util.List;
import java.util.Map;
import org.qgate.api.error.KernelError;
import org.qgate.api.error.QGateException;

/** Reads the plain values of a frozen state machine; anything missing or of another type is refused. */
public record Plain(Map<?, ?> values) {
    /** Reads a nested state. */
    public static Plain of(Object value) {
        if (value instanceof Map<?, ?> map) {
            return new Plain(map);
        }
        throw refused("a map");
    }

    /** Whether there is a value of this name. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns a number. */
    public long number(String name) {
        return value(name, Long.class);
    }

    /** Returns a flag. */
    public boolean flag(String name) {
        return value(name, Boolean.class);
    }

    /** Returns a text. */
    public String text(String name) {
        return value(name, String.class);
    }

    /** Returns bytes. */
    public byte[] bytes(String name) {
        return value(name, byte[].class);
    }

    /** Returns a nested state. */
    public Plain map(String name) {
        return new Plain(value(name, Map.class));
    }

    /** Returns a list. */
    public List<?> list(String name) {
        return value(name, List.class);
    }

    /** Returns a list of nested states. */
    public List<Plain> maps(String name) {
        return list(name).stream().map(Plain::of).toList();
    }

    /** Returns a list of numbers. */
    public List<Long> longs(String name) {
        return list(name).stream().map(Long.class::cast).toList();
    }

    /** Returns a list of texts. */
    public List<String> texts(String name) {
        return list(name).stream().map(String.class::cast).toList();
    }

    /** Refuses states of a schema that this code does not know. */
    public Plain schema(long expected) {
        long found = number("schema");
        if (found != expected) {
            throw refused("schema " + expected + ", not " + found);
        }
        return this;
    }

    private <T> T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (!type.isInstance(value)) {
            throw refused(name + " as " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private static QGateException refused(String wanted) {
        return new QGateException(KernelError.PROTOCOL, "a frozen circuit state must hold " + wanted);
    }
}
