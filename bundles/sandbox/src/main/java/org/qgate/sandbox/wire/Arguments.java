package org.qgate.sandbox.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The values that a frame carries, by position and kind. What the API knows as null is null on the wire too, for its own
 * refusal; everything else that is not what it should be is a breach.
 */
public final class Arguments {
    private final List<?> values;

    private Arguments(List<?> values) {
        this.values = values;
    }

    /** Takes a list as it was read. */
    public static Arguments of(Object value) throws BreachException {
        return new Arguments(cast(value, List.class));
    }

    static Arguments all(List<?> values) {
        return new Arguments(values);
    }

    /** Returns how many there are. */
    public int size() {
        return values.size();
    }

    /** Returns a text, or null. */
    public String text(int at) throws BreachException {
        return cast(at, String.class);
    }

    /** Returns a text. */
    public String word(int at) throws BreachException {
        return present(text(at));
    }

    /** Returns bytes, or null. */
    public byte[] bytes(int at) throws BreachException {
        return cast(at, byte[].class);
    }

    /** Returns bytes that need not be there. */
    public Optional<byte[]> perhapsBytes(int at) throws BreachException {
        return Optional.ofNullable(bytes(at));
    }

    /** Returns a number. */
    public long number(int at) throws BreachException {
        return present(cast(at, Long.class));
    }

    /** Returns a number of 32 bits. */
    public int small(int at) throws BreachException {
        long number = number(at);
        if (number != (int) number) {
            throw new BreachException("a number of more than 32 bits");
        }
        return (int) number;
    }

    /** Returns a truth. */
    public boolean yes(int at) throws BreachException {
        return present(cast(at, Boolean.class));
    }

    /** Returns one of several names, or null. */
    public <E extends Enum<E>> E name(int at, Class<E> of) throws BreachException {
        String name = text(at);
        try {
            return name == null ? null : Enum.valueOf(of, name);
        } catch (IllegalArgumentException unknown) {
            throw new BreachException("no name of a " + of.getSimpleName());
        }
    }

    /** Returns a list; empty for null. */
    public Arguments list(int at) throws BreachException {
        List<?> list = cast(at, List.class);
        return new Arguments(list == null ? List.of() : list);
    }

    /** Whether something is null. */
    public boolean none(int at) throws BreachException {
        return value(at) == null;
    }

    /** Returns texts by name, or null. */
    public Map<String, String> texts(int at) throws BreachException {
        Map<?, ?> map = cast(at, Map.class);
        if (map == null) {
            return null;
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : map.entrySet()) {
            texts.put(cast(each.getKey(), String.class), cast(each.getValue(), String.class));
        }
        return texts;
    }

    /** Returns the values behind some that were read already; none behind the last one. */
    public Arguments from(int first) {
        return new Arguments(values.subList(Math.min(first, values.size()), values.size()));
    }

    private Object value(int at) throws BreachException {
        if (at >= values.size()) {
            throw new BreachException("a value that is missing");
        }
        return values.get(at);
    }

    private <T> T cast(int at, Class<T> kind) throws BreachException {
        return cast(value(at), kind);
    }

    private static <T> T cast(Object value, Class<T> kind) throws BreachException {
        if (value != null && !kind.isInstance(value)) {
            throw new BreachException("a value of another kind than " + kind.getSimpleName());
        }
        return kind.cast(value);
    }

    private static <T> T present(T value) throws BreachException {
        if (value == null) {
            throw new BreachException("nothing where a value must be");
        }
        return value;
    }
}
