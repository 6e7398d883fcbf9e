package org.qgate.store.internal.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.qgate.store.internal.index.IndexKey;
import org.qgate.store.internal.journal.Entry;
import org.qgate.store.internal.journal.Journal;
import org.qgate.store.internal.journal.Located;
import org.qgate.store.internal.journal.Place;

/**
 * Writes what is still needed of a segment anew and drops the segment. A removal must stay while an older segment may
 * hold what it removed, so only the oldest segment's are forgotten. One thread at a time.
 */
final class Compaction {
    private final StoreCore store;
    private final Journal journal;
    private final Usage usage;

    Compaction(StoreCore store, Journal journal, Usage usage) {
        this.store = store;
        this.journal = journal;
        this.usage = usage;
    }

    /** A segment and what of it must be written anew. */
    private record Victim(int segment, List<Located> needed) {}

    /** When there is nothing to free the journal has a moment to mark its end. */
    synchronized boolean step() {
        boolean freed = !store.hasViews() && free();
        if (!freed) {
            store.exclusively(journal::mark);
        }
        return freed;
    }

    private boolean free() {
        Victim victim = choose();
        if (victim == null) {
            return false;
        }
        copy(victim);
        return store.drop(victim.segment());
    }

    /** Writes a segment anew, however much of it is needed; returns whether it is gone. */
    synchronized boolean renew(int segment) {
        if (store.hasViews()) {
            return false;
        }
        copy(new Victim(
                segment, needed(segment, segment == journal.sealedSegments().get(0))));
        return store.drop(segment);
    }

    /** The segment with the least that is live, if that and its removals fill at most half of it. */
    private Victim choose() {
        List<Integer> sealed = journal.sealedSegments();
        List<Integer> candidates = sealed.stream()
                .filter(each -> usage.ofSegment(each) <= journal.segmentBytes() / 2)
                .sorted(Comparator.comparingLong(usage::ofSegment))
                .toList();
        for (int segment : candidates) {
            Victim victim = new Victim(segment, needed(segment, segment == sealed.get(0)));
            long bytes = victim.needed().stream()
                    .mapToLong(each -> each.place().length())
                    .sum();
            if (bytes <= journal.segmentBytes() / 2) {
                return victim;
            }
        }
        return null;
    }

    /** What is needed now; what stops being needed later is left out when it is written. */
    private List<Located> needed(int segment, boolean oldest) {
        List<Located> all = new ArrayList<>();
        journal.keys(segment).forEachRemaining(each -> {
            byte[] indexKey = IndexKey.of(each.map(), each.key());
            Place now = store.shared(() -> store.reads().place(indexKey));
            if (each.removal() ? now == null && !oldest : each.place().equals(now)) {
                all.add(each);
            }
        });
        return all;
    }

    /** What went over is removed; the planner gives the removal its sequence. */
    private Entry kept(Entry entry) {
        boolean over = !entry.isRemoval() && entry.isOver(store.reads().nowMs());
        return over ? new Entry(entry.map(), entry.key(), null, 0, 0) : entry;
    }

    private void copy(Victim victim) {
        Copies copies = new Copies(store);
        for (Located each : victim.needed()) {
            Entry entry = store.shared(() -> journal.read(each.place()));
            copies.add(new Request.Copy(each, kept(entry)), each.place().length());
        }
        copies.flush();
    }
}
