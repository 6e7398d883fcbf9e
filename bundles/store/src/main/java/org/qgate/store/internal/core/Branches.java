package org.qgate.store.internal.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.store.internal.journal.Entry;

/**
 * Keeps a copy of a namespace aside, under maps of its own that the catalogue names {@code namespace@/map}, and goes back
 * to it by giving those the names. What no name leads to any more is swept. One thread at a time.
 */
final class Branches {
    private static final String KEPT = "@";
    private static final int ROWS = 1_000;
    private final StoreCore store;
    private final Catalogue catalogue;

    Branches(StoreCore store, Catalogue catalogue) {
        this.store = store;
        this.catalogue = catalogue;
    }

    boolean isKept(String namespace) {
        return catalogue.number(namespace + KEPT, "").isPresent();
    }

    synchronized void branch(String namespace) {
        if (isKept(namespace)) {
            throw new QGateException(StoreError.BRANCHED, namespace + " has a branch");
        }
        if (store.knownNamespace(namespace).isEmpty()) {
            throw new QGateException(StoreError.BRANCHED, namespace + " holds nothing yet");
        }
        Map<String, Integer> copies = new HashMap<>();
        try (Snapshot snapshot = new Snapshot(store, namespace)) {
            for (String map : catalogue.maps(namespace).keySet()) {
                copies.put(map, catalogue.fresh());
                copy(snapshot, map, copies.get(map));
            }
        } catch (RuntimeException failed) {
            copies.values().forEach(catalogue::unused);
            throw failed;
        }
        List<Op> names = new ArrayList<>();
        copies.forEach((map, number) -> names.add(Catalogue.name(namespace + KEPT, map, number, 0)));
        names.add(Catalogue.name(namespace + KEPT, "", 0, 0));
        store.rename(names, Map.of());
    }

    private void copy(Snapshot snapshot, String map, int number) {
        byte[] from = new byte[0];
        while (true) {
            List<Entry> entries = snapshot.entries(map, from, new byte[0], ROWS);
            if (entries.isEmpty()) {
                return;
            }
            Bulk bulk = new Bulk(store);
            entries.forEach(each -> bulk.add(new Op(Op.Kind.PUT, number, each.key(), each.value(), each.untilMs())));
            bulk.flush();
            byte[] last = entries.get(entries.size() - 1).key();
            from = Arrays.copyOf(last, last.length + 1);
        }
    }

    synchronized boolean rollback(String namespace) {
        if (!isKept(namespace)) {
            return false;
        }
        int owner = store.knownNamespace(namespace).orElseThrow();
        Map<String, Integer> now = catalogue.maps(namespace);
        Map<String, Integer> kept = catalogue.maps(namespace + KEPT);
        List<Op> names = forget(namespace + KEPT, kept);
        now.keySet().stream()
                .filter(map -> !kept.containsKey(map))
                .forEach(map -> names.add(Catalogue.unname(namespace, map)));
        kept.forEach((map, number) -> names.add(Catalogue.name(namespace, map, number, owner)));
        Map<Integer, Integer> moved = new HashMap<>();
        kept.forEach((map, number) -> moved.put(now.get(map), number));
        store.rename(names, moved);
        sweep();
        return true;
    }

    synchronized boolean settle(String namespace) {
        if (!isKept(namespace)) {
            return false;
        }
        store.rename(forget(namespace + KEPT, catalogue.maps(namespace + KEPT)), Map.of());
        sweep();
        return true;
    }

    private static List<Op> forget(String namespace, Map<String, Integer> maps) {
        List<Op> names = new ArrayList<>();
        maps.keySet().forEach(map -> names.add(Catalogue.unname(namespace, map)));
        names.add(Catalogue.unname(namespace, ""));
        return names;
    }

    /** Removes the records of maps without a name; returns whether there were any. */
    synchronized boolean sweep() {
        boolean swept = false;
        for (int map : store.usedMaps()) {
            if (map != Catalogue.MAP && !catalogue.isNeeded(map)) {
                swept |= empty(map);
            }
        }
        return swept;
    }

    private boolean empty(int map) {
        boolean some = false;
        while (true) {
            List<byte[]> keys = store.keys(map, ROWS);
            if (keys.isEmpty()) {
                return some;
            }
            Bulk bulk = new Bulk(store);
            keys.forEach(key -> bulk.add(new Op(Op.Kind.REMOVE, map, key, null, 0)));
            bulk.flush();
            some = true;
        }
    }

    /** Changes that need not happen together, in batches as large as may be. */
    private static final class Bulk {
        private final StoreCore store;
        private List<Op> ops = new ArrayList<>();
        private int bytes;

        Bulk(StoreCore store) {
            this.store = store;
        }

        void add(Op op) {
            int more = store.bytes(op);
            if (bytes + more > store.largestBatch()) {
                flush();
            }
            ops.add(op);
            bytes += more;
        }

        void flush() {
            if (!ops.isEmpty()) {
                store.commit(Request.changes(0, ops, bytes));
                ops = new ArrayList<>();
                bytes = 0;
            }
        }
    }
}
