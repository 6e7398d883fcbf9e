package org.qgate.store.internal.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.base.Clock;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Row;
import org.qgate.store.internal.index.Index;
import org.qgate.store.internal.index.IndexKey;
import org.qgate.store.internal.journal.Entry;
import org.qgate.store.internal.journal.Journal;
import org.qgate.store.internal.journal.Place;

/** Reads what is durable, for those who hold the store's lock or are the one that writes. */
final class Reads {
    private final Journal journal;
    private final Index index;
    private final Clock clock;
    private final Cache cache;

    Reads(Journal journal, Index index, Clock clock, Cache cache) {
        this.journal = journal;
        this.index = index;
        this.clock = clock;
        this.cache = cache;
    }

    Index index() {
        return index;
    }

    long nowMs() {
        return clock.wallMs();
    }

    int frameBytes(Entry entry) {
        return journal.frameBytes(entry);
    }

    Place place(byte[] indexKey) {
        return index.get(indexKey);
    }

    /** Returns the latest entry, be it over or not, or null. */
    Entry entry(byte[] indexKey) {
        Place place = index.get(indexKey);
        return place == null ? null : entry(indexKey, place);
    }

    Entry entry(byte[] indexKey, Place place) {
        Entry entry = journal.read(place);
        if (!Arrays.equals(IndexKey.of(entry.map(), entry.key()), indexKey)) {
            throw new QGateException(
                    StoreError.DAMAGED,
                    "segment " + place.segment() + " offset " + place.offset() + ": the record of another key");
        }
        return entry;
    }

    /** Returns a value that was read lately, or null. Needs no lock. */
    byte[] kept(byte[] indexKey) {
        return cache.get(indexKey, clock);
    }

    /** Returns the latest value and keeps it; under the lock, so that nobody changes it in between. */
    Optional<byte[]> value(byte[] indexKey) {
        Entry entry = entry(indexKey);
        if (entry == null || entry.isOver(nowMs())) {
            return Optional.empty();
        }
        cache.keep(indexKey, entry.value(), entry.untilMs());
        return Optional.of(entry.value());
    }

    Optional<byte[]> value(byte[] indexKey, Place place) {
        if (place == null) {
            return Optional.empty();
        }
        Entry entry = entry(indexKey, place);
        return entry.isOver(nowMs()) ? Optional.empty() : Optional.of(entry.value());
    }

    List<Row> rows(Iterator<Map.Entry<byte[], Place>> all, int limit) {
        return entries(all, limit).stream()
                .map(entry -> new Row(entry.key(), entry.value()))
                .toList();
    }

    /** Returns entries until there are enough, or their values fill a batch. */
    List<Entry> entries(Iterator<Map.Entry<byte[], Place>> all, int limit) {
        List<Entry> entries = new ArrayList<>();
        long bytes = 0;
        long nowMs = nowMs();
        while (all.hasNext() && entries.size() < limit && bytes < journal.largestBatch()) {
            Map.Entry<byte[], Place> next = all.next();
            Entry entry = entry(next.getKey(), next.getValue());
            if (!entry.isOver(nowMs)) {
                entries.add(entry);
                bytes += entry.value().length;
            }
        }
        return entries;
    }
}
