package org.qgate.store.internal.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreSnapshot;
import org.qgate.store.internal.index.IndexKey;

/** A view of a namespace, read under the store's lock. */
final class Snapshot implements StoreSnapshot {
    private final StoreCore store;
    private final String namespace;
    private final View view;

    Snapshot(StoreCore store, String namespace) {
        this.store = store;
        this.namespace = namespace;
        view = store.openView(store.knownNamespace(namespace).orElse(-1));
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
        Range.checkedLimit(limit);
        OptionalInt number = number(map);
        if (number.isEmpty()) {
            return List.of();
        }
        Range range = Range.of(number.getAsInt(), from, to);
        return read(() -> range.isEmpty()
                ? List.of()
                : store.reads().rows(view.range(store.reads().index(), range.from(), range.to()), limit));
    }

    /** A namespace that did not exist at the time had no maps. */
    private OptionalInt number(String map) {
        return view.namespace() < 0 ? OptionalInt.empty() : store.knownMap(namespace, map);
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
