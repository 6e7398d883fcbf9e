package org.qgate.sim.store;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.Row;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.StoreSnapshot;
import org.qgate.api.store.Watch;

/** A namespace of the store in memory; holds nothing itself. */
record MemoryNamespace(MemoryStore store, String name) implements Namespace {
    @Override
    public StoreMap map(String map) {
        return new View(MemoryStore.checked(map));
    }

    @Override
    public Set<String> maps() {
        return store.copy(name).keySet();
    }

    @Override
    public MemoryBatch batch() {
        return new MemoryBatch(store, name);
    }

    @Override
    public StoreSnapshot snapshot() {
        return new Snapshot(store.copy(name));
    }

    @Override
    public void branch() {
        store.branch(name);
    }

    @Override
    public boolean rollback() {
        return store.rollback(name);
    }

    @Override
    public boolean settle() {
        return store.settle(name);
    }

    @Override
    public boolean isBranched() {
        return store.isBranched(name);
    }

    @Override
    public long bytes() {
        return store.bytes(name);
    }

    private final class View implements StoreMap {
        private final String map;

        View(String map) {
            this.map = map;
        }

        @Override
        public Optional<byte[]> get(byte[] key) {
            return store.get(name, map, key);
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
            MemoryBatch batch = batch().add(map, key, delta);
            batch.commit();
            return MemoryBatch.number(batch.last());
        }

        @Override
        public long count(byte[] key) {
            return MemoryBatch.number(get(key));
        }

        @Override
        public List<Row> range(byte[] from, byte[] to, int limit) {
            return store.range(name, map, from, to, limit);
        }

        @Override
        public Watch watch(Runnable wake) {
            return store.watch(name, map, wake);
        }
    }

    private final class Snapshot implements StoreSnapshot {
        private final NavigableMap<String, NavigableMap<byte[], MemoryStore.Kept>> maps;

        Snapshot(NavigableMap<String, NavigableMap<byte[], MemoryStore.Kept>> maps) {
            this.maps = maps;
        }

        @Override
        public Optional<byte[]> get(String map, byte[] key) {
            return Optional.ofNullable(maps.get(map))
                    .map(entries -> entries.get(key))
                    .map(kept -> kept.value().clone());
        }

        @Override
        public List<Row> range(String map, byte[] from, byte[] to, int limit) {
            return store.rows(maps.getOrDefault(map, new TreeMap<>()), from, to, limit);
        }

        @Override
        public void close() {
            maps.clear();
        }
    }
}
