package org.qgate.store.internal.core;

import java.util.OptionalInt;
import java.util.Set;
import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.StoreSnapshot;

/** A namespace by its name. */
record NamespaceView(StoreCore store, String name) implements Namespace {
    @Override
    public StoreMap map(String map) {
        return new MapView(store, name, Catalogue.checked(map));
    }

    @Override
    public Set<String> maps() {
        return store.maps(name).keySet();
    }

    @Override
    public Batch batch() {
        return new Changes(store, name);
    }

    @Override
    public StoreSnapshot snapshot() {
        return new Snapshot(store, name);
    }

    @Override
    public void branch() {
        store.branches().branch(name);
    }

    @Override
    public boolean rollback() {
        return store.branches().rollback(name);
    }

    @Override
    public boolean settle() {
        return store.branches().settle(name);
    }

    @Override
    public boolean isBranched() {
        return store.branches().isKept(name);
    }

    @Override
    public long bytes() {
        OptionalInt number = store.knownNamespace(name);
        return number.isPresent() ? store.bytesOf(number.getAsInt()) : 0;
    }
}
