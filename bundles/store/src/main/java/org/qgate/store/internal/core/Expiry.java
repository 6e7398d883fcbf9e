package org.qgate.store.internal.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.qgate.store.internal.journal.Entry;
import org.qgate.store.internal.journal.Located;
import org.qgate.store.internal.journal.Place;

/**
 * Walks through all records, a bounded number a step, and removes what is over: nobody can read it any more, but it takes
 * room in the index and keeps segments from being freed. One thread at a time.
 */
final class Expiry {
    /** Records of a step. */
    static final int RECORDS = 1_000;
    /** Records and bytes that are looked at while writers wait. */
    private static final int LOOK = 64;

    private static final int LOOK_BYTES = 256 << 10;

    private final StoreCore store;
    private final Deque<Integer> maps = new ArrayDeque<>();
    private byte[] from = new byte[0];

    Expiry(StoreCore store) {
        this.store = store;
    }

    /** What was seen: how many records, which of them are over, the last key or null at the map's end. */
    private record Seen(int records, List<Request.Copy> over, byte[] last) {}

    /** Returns whether most of what was seen was over, so that the next step should follow at once. */
    boolean step() {
        if (maps.isEmpty()) {
            maps.addAll(store.usedMaps());
        }
        int looked = 0;
        int removed = 0;
        while (looked < RECORDS && !maps.isEmpty()) {
            Seen seen = store.shared(() -> look(maps.peek()));
            looked += seen.records();
            removed += seen.over().size();
            remove(seen.over());
            if (seen.last() == null) {
                maps.remove();
                from = new byte[0];
            } else {
                from = Arrays.copyOf(seen.last(), seen.last().length + 1);
            }
        }
        return removed > RECORDS / 2;
    }

    private Seen look(int map) {
        Range range = Range.of(map, from, new byte[0]);
        Iterator<Map.Entry<byte[], Place>> all = store.reads().index().range(range.from(), range.to());
        List<Request.Copy> over = new ArrayList<>();
        long nowMs = store.reads().nowMs();
        int bytes = 0;
        for (int looked = 1; all.hasNext(); looked++) {
            Map.Entry<byte[], Place> next = all.next();
            Entry entry = store.reads().entry(next.getKey(), next.getValue());
            if (entry.isOver(nowMs)) {
                over.add(removal(entry, next.getValue()));
            }
            bytes += next.getValue().length();
            if (looked == LOOK || bytes >= LOOK_BYTES) {
                return new Seen(looked, over, entry.key());
            }
        }
        return new Seen(1, over, null);
    }

    /** Happens only if the record is still the latest: written as a copy that is none. */
    private static Request.Copy removal(Entry entry, Place place) {
        Located at = new Located(entry.map(), entry.key(), place, false);
        return new Request.Copy(at, new Entry(entry.map(), entry.key(), null, 0, 0));
    }

    private void remove(List<Request.Copy> over) {
        Copies copies = new Copies(store);
        over.forEach(each -> copies.add(each, store.reads().frameBytes(each.entry())));
        copies.flush();
    }
}
