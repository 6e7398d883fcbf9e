package org.qgate.store.internal.core;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;
import org.qgate.store.internal.index.Index;
import org.qgate.store.internal.journal.Place;

/**
 * A namespace's places at one moment: the index, except for keys that changed since, of which it remembers the old
 * place. Used under the store's lock only.
 */
final class View {
    /** A namespace that no map has. */
    static final int OF_NOTHING = -1;

    private static final int MOST_CHANGES = 65_536;
    private final int namespace;
    private final NavigableMap<byte[], Optional<Place>> before = new TreeMap<>(Arrays::compareUnsigned);
    private boolean gone;

    View(int namespace) {
        this.namespace = namespace;
    }

    int namespace() {
        return namespace;
    }

    /** A key changes: where it stood until now counts here, if it is the first change. */
    void remember(byte[] indexKey, Place old) {
        if (!gone) {
            before.putIfAbsent(indexKey, Optional.ofNullable(old));
            if (before.size() > MOST_CHANGES) {
                gone = true;
                before.clear();
            }
        }
    }

    boolean isGone() {
        return gone;
    }

    Place place(Index index, byte[] indexKey) {
        Optional<Place> old = before.get(indexKey);
        return old == null ? index.get(indexKey) : old.orElse(null);
    }

    /** Walks both in order of keys. */
    Iterator<Map.Entry<byte[], Place>> range(Index index, byte[] from, byte[] to) {
        NavigableMap<byte[], Place> merged = new TreeMap<>(Arrays::compareUnsigned);
        NavigableMap<byte[], Optional<Place>> changed =
                to == null ? before.tailMap(from, true) : before.subMap(from, true, to, false);
        changed.forEach((key, place) -> place.ifPresent(old -> merged.put(key, old)));
        return new Both(merged.entrySet().iterator(), index.range(from, to), before);
    }

    /** Two ordered walks as one; what the view remembers hides what the index has now. */
    private static final class Both implements Iterator<Map.Entry<byte[], Place>> {
        private final Iterator<Map.Entry<byte[], Place>> old;
        private final Iterator<Map.Entry<byte[], Place>> now;
        private final NavigableMap<byte[], Optional<Place>> hidden;
        private Map.Entry<byte[], Place> nextOld;
        private Map.Entry<byte[], Place> nextNow;

        Both(
                Iterator<Map.Entry<byte[], Place>> old,
                Iterator<Map.Entry<byte[], Place>> now,
                NavigableMap<byte[], Optional<Place>> hidden) {
            this.old = old;
            this.now = now;
            this.hidden = hidden;
            nextOld = step(old);
            nextNow = stepNow();
        }

        private static Map.Entry<byte[], Place> step(Iterator<Map.Entry<byte[], Place>> from) {
            return from.hasNext() ? from.next() : null;
        }

        private Map.Entry<byte[], Place> stepNow() {
            Map.Entry<byte[], Place> found = step(now);
            while (found != null && hidden.containsKey(found.getKey())) {
                found = step(now);
            }
            return found;
        }

        @Override
        public boolean hasNext() {
            return nextOld != null || nextNow != null;
        }

        @Override
        public Map.Entry<byte[], Place> next() {
            boolean takeOld = nextNow == null
                    || nextOld != null && Arrays.compareUnsigned(nextOld.getKey(), nextNow.getKey()) < 0;
            Map.Entry<byte[], Place> found = takeOld ? nextOld : nextNow;
            if (found == null) {
                throw new NoSuchElementException();
            }
            if (takeOld) {
                nextOld = step(old);
            } else {
                nextNow = stepNow();
            }
            return found;
        }
    }
}
