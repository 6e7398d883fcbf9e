package org.qgate.store.internal.index;

import java.util.Iterator;
import java.util.Map;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.StoreDirect;
import org.qgate.store.internal.journal.Located;
import org.qgate.store.internal.journal.Place;

/**
 * MapDB's B-tree in memory outside the heap, without its transactions and without a file: key to place. Readers may be
 * many; the one who changes it keeps readers out.
 */
public final class Index implements AutoCloseable {
    private static final String NAME = "index";
    private static final byte[] SMALLEST = new byte[0];

    private final DB database;
    private final BTreeMap<byte[], Place> places;

    private Index(DB database, BTreeMap<byte[], Place> places) {
        this.database = database;
        this.places = places;
    }

    /** Builds an index from keys in ascending order, each once and none removed. */
    public static Index of(Iterator<Located> sorted, boolean outsideHeap) {
        DB database = (outsideHeap ? DBMaker.memoryDirectDB() : DBMaker.memoryDB()).make();
        DB.TreeMapSink<byte[], Place> sink = database.treeMap(NAME)
                .keySerializer(new KeyNodes())
                .valueSerializer(new PlaceNodes())
                .createFromSink();
        while (sorted.hasNext()) {
            Located next = sorted.next();
            sink.put(IndexKey.of(next.map(), next.key()), next.place());
        }
        return new Index(database, sink.create());
    }

    /** Returns where a key's record stands, or null. */
    public Place get(byte[] indexKey) {
        return places.get(indexKey);
    }

    /** Sets where a key's record stands; returns where it stood, or null. */
    public Place put(byte[] indexKey, Place place) {
        return places.put(indexKey, place);
    }

    /** Forgets a key; returns where its record stood, or null. */
    public Place remove(byte[] indexKey) {
        return places.remove(indexKey);
    }

    /** Walks from a key to before another, in order. */
    public Iterator<Map.Entry<byte[], Place>> range(byte[] from, byte[] to) {
        return places.entryIterator(from == null ? SMALLEST : from, true, to, false);
    }

    /** Returns how much memory it holds. */
    public long bytes() {
        StoreDirect store = (StoreDirect) database.getStore();
        return store.getTotalSize() - store.getFreeSize();
    }

    @Override
    public void close() {
        database.close();
    }
}
