package org.qgate.store.internal.core;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.Watch;

/** A map by its name. */
record MapView(StoreCore store, String namespace, String map, String path) implements StoreMap {
    MapView(StoreCore store, String namespace, String map) {
        this(store, namespace, map, Catalogue.path(namespace, map));
    }

    @Override
    public Optional<byte[]> get(byte[] key) {
        OptionalInt number = store.knownMap(path);
        return number.isEmpty() ? Optional.empty() : store.value(number.getAsInt(), key);
    }

    private Changes batch() {
        return new Changes(store, namespace);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        batch().put(map, key, value).commit();
    }

    @Override
    public void putUntil(byte[] key, byte[] value, long untilWallMs) {
        batch().putUntil(map, key, value, untilWallMs).commit();
    }

    @Override
    public void remove(byte[] key) {
        batch().remove(map, key).commit();
    }

    @Override
    public boolean replace(byte[] key, Optional<byte[]> expected, byte[] value) {
        return batch().expect(map, key, expected).put(map, key, value).commit();
    }

    @Override
    public long add(byte[] key, long delta) {
        Changes changes = batch().add(map, key, delta);
        changes.commit();
        return changes.sum();
    }

    @Override
    public long count(byte[] key) {
        return Counters.value(get(key).orElse(null));
    }

    @Override
    public List<Row> range(byte[] from, byte[] to, int limit) {
        Range.checkedLimit(limit);
        OptionalInt number = store.knownMap(path);
        if (number.isEmpty()) {
            return List.of();
        }
        Range range = Range.of(number.getAsInt(), from, to);
        Reads reads = store.reads();
        return range.isEmpty()
                ? List.of()
                : store.shared(() -> reads.rows(reads.index().range(range.from(), range.to()), limit));
    }

    @Override
    public Watch watch(Runnable wake) {
        return store.watch(store.mapNumber(namespace, map), wake);
    }
}
