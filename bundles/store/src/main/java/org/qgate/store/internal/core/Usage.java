package org.qgate.store.internal.core;

import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.qgate.store.internal.journal.Located;
import org.qgate.store.internal.journal.Place;

/** How many bytes of live records each segment and each map has. Changed by one thread at a time. */
final class Usage {
    private final Map<Integer, Long> bySegment = new ConcurrentHashMap<>();
    private final Map<Integer, Long> byMap = new ConcurrentHashMap<>();
    private volatile long records;

    /** Counts what is iterated over. */
    Iterator<Located> counting(Iterator<Located> all) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Located next() {
                Located next = all.next();
                more(next.map(), next.place());
                return next;
            }
        };
    }

    void more(int map, Place place) {
        change(map, place, place.length());
        count(1);
    }

    void less(int map, Place place) {
        change(map, place, -place.length());
        count(-1);
    }

    private void count(int by) {
        records = records + by;
    }

    private void change(int map, Place place, long bytes) {
        bySegment.merge(place.segment(), bytes, Long::sum);
        byMap.merge(map, bytes, Long::sum);
    }

    void dropped(int segment) {
        bySegment.remove(segment);
    }

    long ofSegment(int segment) {
        return bySegment.getOrDefault(segment, 0L);
    }

    /** Returns the maps that have records. */
    Set<Integer> maps() {
        return byMap.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    long ofMap(int map) {
        return byMap.getOrDefault(map, 0L);
    }

    long all() {
        return bySegment.values().stream().mapToLong(Long::longValue).sum();
    }

    long records() {
        return records;
    }
}
