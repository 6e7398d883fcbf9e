package org.qgate.store.internal.index;

import java.util.Iterator;
import java.util.Map;
import org.mapdb.BTreeMap;
import org.mapdb.CC;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.StoreDirect;
import org.mapdb.volume.ByteBufferMemoryVol;
import org.mapdb.volume.Volume;
import org.qgate.store.internal.journal.Located;
import org.qgate.store.internal.journal.Place;

/**
 * MapDB's B-tree in memory outside the heap, without its transactions and without a file: key to place. Readers may be
 * many; the one who changes it keeps readers out.
 */
public final class Index implements AutoCloseable {
    private static final String NAME = "index";
    private static final byte[] SMALLEST = new byte[0];

    /** Bytes of a piece of MapDB's memory; nothing may be cleared across two. */
    private static final int PIECE = 1 << 20;

    private final Volume memory;
    private final DB database;
    private final BTreeMap<byte[], Place> places;

    private Index(Volume memory, DB database, BTreeMap<byte[], Place> places) {
        this.memory = memory;
        this.database = database;
        this.places = places;
    }

    /** Builds an index from keys in ascending order, each once and none removed. */
    public static Index of(Iterator<Located> sorted, boolean outsideHeap) {
        Volume memory =
                (outsideHeap ? ByteBufferMemoryVol.FACTORY : CC.DEFAULT_MEMORY_VOLUME_FACTORY).makeVolume(null, false);
        DB database = DBMaker.volumeDB(memory, false).make();
        DB.TreeMapSink<byte[], Place> sink = database.treeMap(NAME)
                .keySerializer(new KeyNodes())
                .valueSerializer(new PlaceNodes())
                .createFromSink();
        while (sorted.hasNext()) {
            Located next = sorted.next();
            sink.put(IndexKey.of(next.map(), next.key()), next.place());
        }
        return new Index(memory, database, sink.create());
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

    /** Overwrites all keys: they stand in the clear. */
    void wipe() {
        for (long at = 0; at < memory.length(); at += PIECE) {
            memory.clear(at, Math.min(at + PIECE, memory.length()));
        }
    }

    Volume memory() {
        return memory;
    }

    @Override
    public void close() {
        wipe();
        database.close();
    }
}
