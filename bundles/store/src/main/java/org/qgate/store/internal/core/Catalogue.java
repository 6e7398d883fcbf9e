package org.qgate.store.internal.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.qgate.api.store.Row;

/**
 * Numbers of namespaces and maps, itself kept as map 0: {@code namespace/map} to the map's number and the namespace's;
 * the namespace's own entry has no map name.
 */
final class Catalogue {
    static final int MAP = 0;
    private static final Pattern NAME = Pattern.compile("[a-z0-9._-]{1,100}");

    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> owners = new ConcurrentHashMap<>();
    private final AtomicInteger highest = new AtomicInteger();
    /** Numbers that a name leads to, and those that soon will. */
    private final Set<Integer> needed = ConcurrentHashMap.newKeySet();

    /** What must be written before a map can be used. */
    record Addition(List<Op> ops, int map, int namespace) {}

    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name of a namespace or map: '" + name + "'");
        }
        return name;
    }

    void load(Row row) {
        ByteBuffer value = ByteBuffer.wrap(row.value());
        set(new String(row.key(), StandardCharsets.UTF_8), value.getInt(), value.getInt());
    }

    private void set(String path, int number, int namespace) {
        numbers.put(path, number);
        owners.put(number, namespace);
        needed.add(number);
        used(number);
    }

    OptionalInt number(String namespace, String map) {
        return number(path(namespace, map));
    }

    static String path(String namespace, String map) {
        return namespace + "/" + map;
    }

    OptionalInt number(String path) {
        Integer number = numbers.get(path);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /** Returns the namespace of a map, or 0. */
    int owner(int map) {
        return owners.getOrDefault(map, 0);
    }

    List<Integer> mapsOf(int namespace) {
        return owners.entrySet().stream()
                .filter(entry -> entry.getValue() == namespace)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns what to write for a map that is not there yet; {@link #added} afterwards. */
    Addition addition(String namespace, String map) {
        OptionalInt known = number(namespace, "");
        int owner = known.isPresent() ? known.getAsInt() : highest.incrementAndGet();
        int number = highest.incrementAndGet();
        Op ofMap = put(namespace + "/" + map, number, owner);
        List<Op> ops = known.isPresent() ? List.of(ofMap) : List.of(put(namespace + "/", owner, owner), ofMap);
        return new Addition(ops, number, owner);
    }

    void added(String namespace, String map, Addition done) {
        set(namespace + "/", done.namespace(), done.namespace());
        set(namespace + "/" + map, done.map(), done.namespace());
    }

    private static Op put(String path, int number, int namespace) {
        byte[] value = ByteBuffer.allocate(8).putInt(number).putInt(namespace).array();
        return new Op(Op.Kind.PUT, MAP, path.getBytes(StandardCharsets.UTF_8), value, 0);
    }

    /** Notes that there are records of a map, named or not. */
    void used(int number) {
        highest.accumulateAndGet(number, Math::max);
    }

    /** Returns a number for a map that will get a name. */
    int fresh() {
        int number = highest.incrementAndGet();
        needed.add(number);
        return number;
    }

    /** Says that a number will get no name after all. */
    void unused(int number) {
        needed.remove(number);
    }

    boolean isNeeded(int number) {
        return needed.contains(number);
    }

    /** Returns the maps of a namespace, or of what its branch keeps. */
    Map<String, Integer> maps(String namespace) {
        String prefix = namespace + "/";
        Map<String, Integer> maps = new TreeMap<>();
        numbers.forEach((path, number) -> {
            if (path.startsWith(prefix) && path.length() > prefix.length()) {
                maps.put(path.substring(prefix.length()), number);
            }
        });
        return maps;
    }

    static Op name(String namespace, String map, int number, int owner) {
        return put(namespace + "/" + map, number, owner);
    }

    static Op unname(String namespace, String map) {
        byte[] key = (namespace + "/" + map).getBytes(StandardCharsets.UTF_8);
        return new Op(Op.Kind.REMOVE, MAP, key, null, 0);
    }

    /** Follows what was written to the catalogue; a number that no name leads to stays with its owner until it is empty. */
    void follow(List<Op> ops) {
        Set<Integer> before = Set.copyOf(numbers.values());
        for (Op op : ops) {
            String path = new String(op.key(), StandardCharsets.UTF_8);
            if (op.kind() == Op.Kind.REMOVE) {
                numbers.remove(path);
            } else {
                ByteBuffer value = ByteBuffer.wrap(op.value());
                set(path, value.getInt(), value.getInt());
            }
        }
        before.stream().filter(number -> !numbers.containsValue(number)).forEach(needed::remove);
    }

    Optional<String> name(int namespace) {
        return numbers.entrySet().stream()
                .filter(entry -> entry.getValue() == namespace && entry.getKey().endsWith("/"))
                .map(entry -> entry.getKey().substring(0, entry.getKey().length() - 1))
                .findFirst();
    }
}
