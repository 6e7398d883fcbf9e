package org.qgate.store.internal.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.qgate.store.internal.journal.Located;

/** Merges the sorted keys of segments: each key once, with its latest record, unless that one removed it. */
public final class Merge implements Iterator<Located> {
    private static final Comparator<Located> BY_KEY =
            Comparator.comparingInt(Located::map).thenComparing(Located::key, Arrays::compareUnsigned);
    /** The latest first; a record that was copied keeps its sequence and stands in a later segment. */
    private static final Comparator<Located> LATEST_FIRST = Comparator.<Located>comparingLong(
                    each -> each.place().sequence())
            .thenComparingInt(each -> each.place().segment())
            .thenComparingInt(each -> each.place().offset())
            .reversed();

    private final PriorityQueue<Source> sources =
            new PriorityQueue<>(Comparator.comparing(Source::head, BY_KEY.thenComparing(LATEST_FIRST)));
    private Located next;
    private long lastSequence;

    /** Merges these. */
    public Merge(List<Iterator<Located>> keys) {
        for (Iterator<Located> each : keys) {
            if (each.hasNext()) {
                Located head = each.next();
                sources.add(new Source(head, each));
            }
        }
        advance();
    }

    private record Source(Located head, Iterator<Located> rest) {}

    private void advance() {
        next = null;
        while (next == null && !sources.isEmpty()) {
            Located latest = take();
            while (!sources.isEmpty() && BY_KEY.compare(sources.peek().head(), latest) == 0) {
                take();
            }
            next = latest.removal() ? null : latest;
        }
    }

    private Located take() {
        Source source = sources.remove();
        lastSequence = Math.max(lastSequence, source.head().place().sequence());
        if (source.rest().hasNext()) {
            sources.add(new Source(source.rest().next(), source.rest()));
        }
        return source.head();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Located next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        Located found = next;
        advance();
        return found;
    }

    /** Returns the highest sequence seen so far, removals included. */
    public long lastSequence() {
        return lastSequence;
    }
}
