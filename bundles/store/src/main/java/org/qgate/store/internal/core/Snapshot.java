package org.qgate.store.internal.core;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreSnapshot;
import org.qgate.store.internal.index.IndexKey;
import org.qgate.store.internal.journal.Entry;

/** A view of a namespace, read under the store's lock. */
final class Snapshot implements StoreSnapshot {
    private final StoreCore store;
    private final String namespace;
    private final View view;
    private final Map<String, Integer> maps;

    Snapshot(StoreCore store, String namespace) {
        this.store = store;
        this.namespace = namespace;
        view = store.openView(store.knownNamespace(namespace).orElse(View.OF_NOTHING));
        maps = store.maps(namespace);
    }

    @Override
    public Optional<byte[]> get(String map, byte[] key) {
        OptionalInt number = number(map);
        if (number.isEmpty()) {
            return Optional.empty();
        }
        byte[] indexKey = IndexKey.of(number.getAsInt(), key);
        return read(() -> store.reads().value(indexKey, view.place(store.reads().index(), indexKey)));
    }

    @Override
    public List<Row> range(String map, byte[] from, byte[] to, int limit) {
        return entries(map, from, to, limit).stream()
                .map(entry -> new Row(entry.key(), entry.value()))
                .toList();
    }

    List<Entry> entries(String map, byte[] from, byte[] to, int limit) {
        Range.checkedLimit(limit);
        OptionalInt number = number(map);
        if (number.isEmpty()) {
            return List.of();
        }
        Range range = Range.of(number.getAsInt(), from, to);
        return read(() -> range.isEmpty()
                ? List.of()
                : store.reads().entries(view.range(store.reads().index(), range.from(), range.to()), limit));
    }

    /** The map that had the name when the snapshot was taken. */
    private OptionalInt number(String map) {
        Integer number = view.namespace() == View.OF_NOTHING ? null : maps.get(map);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private <T> T read(Supplier<T> reading) {
        return store.shared(() -> {
            if (view.isGone()) {
                throw new QGateException(StoreError.SNAPSHOT_GONE, "a snapshot of " + namespace);
            }
            return reading.get();
        });
    }

    @Override
    public void close() {
        store.closeView(view);
    }
}
