package org.qgate.ext.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.ext.store.Space.Change;
import org.qgate.ext.store.Space.Entry;

/** What one extender keeps on one node: survives its hosts, stopped or crashed. Guarded by {@link Turns}. */
final class Shelf {
    private static final int LARGEST_ANSWER = 4 << 20;

    private final Map<String, TreeMap<byte[], byte[]>> maps = new HashMap<>();
    private long bytes;
    private long changes;

    private TreeMap<byte[], byte[]> map(String name) {
        return maps.computeIfAbsent(name, any -> new TreeMap<>(Arrays::compareUnsigned));
    }

    Optional<byte[]> get(String map, byte[] key) {
        return Optional.ofNullable(map(map).get(key)).map(byte[]::clone);
    }

    /** Changes all or nothing; false when it would be more than so many bytes. */
    boolean apply(List<Change> all, long mostBytes) {
        long after = bytes + all.stream().mapToLong(this::growth).sum();
        if (after > mostBytes && after > bytes) {
            return false;
        }
        all.forEach(this::apply);
        changes++;
        return true;
    }

    private long growth(Change change) {
        byte[] before = map(change.map()).get(change.key());
        long gone = before == null ? 0 : (long) change.key().length + before.length;
        return change.value()
                        .map(value -> (long) change.key().length + value.length)
                        .orElse(0L)
                - gone;
    }

    private void apply(Change change) {
        bytes += growth(change);
        if (change.value().isPresent()) {
            map(change.map()).put(change.key(), change.value().get());
        } else {
            map(change.map()).remove(change.key());
        }
    }

    List<Entry> range(String map, Optional<byte[]> from, Optional<byte[]> to, int most) {
        List<Entry> entries = new ArrayList<>();
        long size = 0;
        Map<byte[], byte[]> tail = from.isPresent() ? map(map).tailMap(from.get(), true) : map(map);
        for (Map.Entry<byte[], byte[]> each : tail.entrySet()) {
            boolean behind = to.isPresent() && Arrays.compareUnsigned(each.getKey(), to.get()) >= 0;
            size += each.getKey().length + each.getValue().length;
            if (behind || entries.size() == most || size > LARGEST_ANSWER && !entries.isEmpty()) {
                break;
            }
            entries.add(new Entry(each.getKey().clone(), each.getValue().clone()));
        }
        return List.copyOf(entries);
    }

    /** Returns how often it was changed. */
    long changes() {
        return changes;
    }

    /** Returns a copy that goes its own way. */
    Shelf copy() {
        Shelf copy = new Shelf();
        maps.forEach((name, entries) -> copy.map(name).putAll(entries));
        copy.bytes = bytes;
        return copy;
    }
}
