package org.qgate.qsx.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.qgate.api.error.PackageError;
import org.qgate.qsx.refuse.RefusedPackageException;

/** The fields of one JSON object, exactly those that were expected. What it throws names the field by its path. */
public final class Fields {
    private final String path;
    private final Map<?, ?> map;

    private Fields(String path, Map<?, ?> map) {
        this.path = path;
        this.map = map;
    }

    /**
     * Takes an object with exactly these fields.
     *
     * @throws RefusedPackageException when it is none, or has a field too many or too few
     */
    public static Fields of(String path, Object json, Set<String> names) {
        return of(path, json, names, Set.of());
    }

    /**
     * Takes an object with all of the one fields, any of the others, and none besides.
     *
     * @throws RefusedPackageException when it is none, or has a field too many or too few
     */
    static Fields of(String path, Object json, Set<String> names, Set<String> optional) {
        if (!(json instanceof Map<?, ?> map)) {
            throw wrong(path, "not an object");
        }
        for (Object name : map.keySet()) {
            if (!names.contains(name) && !optional.contains(name)) {
                throw new RefusedPackageException(PackageError.UNKNOWN_FIELD, path, Text.shown(name));
            }
        }
        for (String name : names) {
            if (!map.containsKey(name)) {
                throw new RefusedPackageException(PackageError.MISSING_FIELD, path, name);
            }
        }
        return new Fields(path, map);
    }

    /** Refuses a value. */
    public static RefusedPackageException wrong(String path, Object value) {
        return new RefusedPackageException(PackageError.WRONG_VALUE, path, Text.shown(value));
    }

    /** Returns where a field is. */
    public String path(String name) {
        return path + "." + name;
    }

    /** Tells whether a field is there that may be missing. */
    boolean has(String name) {
        return map.containsKey(name);
    }

    /** Returns an object within. */
    public Fields object(String name, Set<String> names) {
        return object(name, names, Set.of());
    }

    /** Returns an object within, of whose fields some may be missing. */
    Fields object(String name, Set<String> names, Set<String> optional) {
        return of(path(name), map.get(name), names, optional);
    }

    /** Returns the value as it was read, for a field of another form. */
    public Object value(String name) {
        return map.get(name);
    }

    /** Returns a text that matches. */
    public String text(String name, Pattern pattern) {
        return text(path(name), map.get(name), pattern);
    }

    private static String text(String path, Object value, Pattern pattern) {
        if (value instanceof String text && pattern.matcher(text).matches()) {
            return text;
        }
        throw wrong(path, value);
    }

    /** Returns one line for people: no control characters, none that turn the direction of writing. */
    public String line(String name, int least, int most) {
        if (map.get(name) instanceof String text
                && text.length() >= least
                && text.length() <= most
                && Text.isLine(text)) {
            return text;
        }
        throw wrong(path(name), map.get(name));
    }

    /** Returns an integer within bounds. */
    public long number(String name, long least, long most) {
        if (map.get(name) instanceof Long number && number >= least && number <= most) {
            return number;
        }
        throw wrong(path(name), map.get(name));
    }

    /** Returns true or false. */
    public boolean flag(String name) {
        if (map.get(name) instanceof Boolean flag) {
            return flag;
        }
        throw wrong(path(name), map.get(name));
    }

    /** Returns a list, each element read with its path. */
    public <T> List<T> list(String name, int most, ElementReader<T> element) {
        if (!(map.get(name) instanceof List<?> list) || list.size() > most) {
            throw wrong(path(name), "not a list of at most " + most);
        }
        List<T> read = new ArrayList<>();
        for (Object each : list) {
            read.add(element.read(path(name) + "[" + read.size() + "]", each));
        }
        return read;
    }

    /** Returns a list whose elements rise strictly by a key. */
    public <T> List<T> sorted(String name, int most, ElementReader<T> element, Function<T, String> key) {
        List<T> read = list(name, most, element);
        for (int i = 1; i < read.size(); i++) {
            if (key.apply(read.get(i - 1)).compareTo(key.apply(read.get(i))) >= 0) {
                throw wrong(path(name), "not sorted, or one twice: " + key.apply(read.get(i)));
            }
        }
        return read;
    }

    /** Returns a set of texts that match, written sorted. */
    public SortedSet<String> texts(String name, int most, Pattern pattern) {
        return new TreeSet<>(sorted(name, most, (where, value) -> text(where, value, pattern), text -> text));
    }

    /** Reads one element of a list. */
    @FunctionalInterface
    public interface ElementReader<T> {
        /** Reads it; the path says where it stands. */
        T read(String path, Object json);
    }
}
