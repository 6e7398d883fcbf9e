package org.qgate.store.internal.core;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.qgate.api.store.Change;
import org.qgate.store.internal.journal.Entry;

/** Who watches which map. */
final class Watchers {
    private final Map<Integer, List<Watcher>> byMap = new ConcurrentHashMap<>();

    Watcher add(int map, Runnable wake) {
        List<Watcher> all = byMap.computeIfAbsent(map, any -> new CopyOnWriteArrayList<>());
        Watcher made = new Watcher(wake, all::remove);
        all.add(made);
        return made;
    }

    /** Whoever watched a map watches another in its place, and is told that it missed how that came to be. */
    void move(Map<Integer, Integer> moved) {
        moved.forEach((from, to) -> {
            List<Watcher> all = byMap.remove(from);
            if (all != null) {
                byMap.put(to, all);
                all.forEach(Watcher::miss);
            }
        });
    }

    /** Tells of changes; returns whom to wake once the store's lock is free. */
    Set<Watcher> tell(List<Entry> entries) {
        Set<Watcher> woken = new LinkedHashSet<>();
        for (Entry entry : entries) {
            for (Watcher each : byMap.getOrDefault(entry.map(), List.of())) {
                Optional<byte[]> value = Optional.ofNullable(entry.value()).map(byte[]::clone);
                each.offer(new Change(entry.key().clone(), value, entry.sequence()));
                woken.add(each);
            }
        }
        return woken;
    }
}
