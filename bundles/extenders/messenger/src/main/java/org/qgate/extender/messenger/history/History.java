package org.qgate.extender.messenger.history;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.ext.store.Space;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Step;

/** All that was said, numbered in the order in which it came to be here. To be used within a step of whoever holds the books. */
public final class History {
    private static final String ENTRIES = "history";
    private static final String BY_TALK = "history-by-talk";
    private static final String TALKS = "talks";
    private static final String META = "history-meta";
    private static final Octets NEXT = At.of("next");
    private static final Octets FIRST = At.of("first");
    private static final int MOST_TALKS = 1_000;
    private static final int MOST_AT_ONCE = 200;

    private final Search search = new Search(this);

    /** An entry with its number. */
    public record Numbered(long number, Entry entry) {}

    /** Returns what finds entries by words. */
    public Search search() {
        return search;
    }

    /** Adds an entry at the end; returns its number. */
    public long add(Step step, Entry entry) {
        long number = next(step);
        step.put(META, NEXT, At.of(number + 1).bytes());
        step.put(ENTRIES, At.of(number), entry.encode());
        step.put(BY_TALK, At.latest(entry.talk(), number), new byte[0]);
        Talk talk = talk(step, entry.talk());
        boolean counts = !entry.outgoing() && !entry.note();
        step.put(TALKS, entry.talk(), new Talk(number, entry.atMs(), talk.unread() + (counts ? 1 : 0)).encode());
        return number;
    }

    long next(Step step) {
        return number(step, NEXT);
    }

    private static long number(Step step, Octets key) {
        return step.get(META, key)
                .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                .orElse(1L);
    }

    /** Returns an entry. */
    public Optional<Entry> entry(Step step, long number) {
        return step.get(ENTRIES, At.of(number)).map(Entry::decode);
    }

    List<Numbered> entries(Step step, long from, int count) {
        List<Numbered> all = new ArrayList<>();
        for (Space.Entry row : step.rows(ENTRIES, Octets.NONE, At.of(from), count)) {
            long number = At.number(row.key());
            if (number >= from + count) {
                break;
            }
            all.add(new Numbered(number, Entry.decode(row.value())));
        }
        return all;
    }

    /** Returns the last so many entries of a talk, oldest first. */
    public List<Numbered> last(Step step, Octets talk, int most) {
        List<Numbered> all = new ArrayList<>();
        for (Space.Entry row : step.rows(BY_TALK, talk, most)) {
            long number = Long.MAX_VALUE - At.number(row.key());
            entry(step, number).ifPresent(entry -> all.add(0, new Numbered(number, entry)));
        }
        return all;
    }

    /** Returns what is known of a talk. */
    public Talk talk(Step step, Octets talk) {
        return step.get(TALKS, talk).map(Talk::decode).orElse(Talk.NONE);
    }

    /** Returns all talks in which anything was said. */
    public Map<Octets, Talk> talks(Step step) {
        Map<Octets, Talk> all = new LinkedHashMap<>();
        step.rows(TALKS, Octets.NONE, MOST_TALKS)
                .forEach(row -> all.put(Octets.of(row.key()), Talk.decode(row.value())));
        return all;
    }

    /** All of a talk was read. */
    public void read(Step step, Octets talk) {
        Talk now = talk(step, talk);
        if (now.unread() > 0) {
            step.put(TALKS, talk, new Talk(now.last(), now.lastMs(), 0).encode());
        }
    }

    /**
     * Forgets some of what is older than a time, or more than so many entries.
     *
     * @return whether there may be more
     */
    public boolean forget(Step step, long beforeMs, long most) {
        long first = number(step, FIRST);
        long keepFrom = Math.max(1, next(step) - most);
        List<Numbered> some = entries(step, first, MOST_AT_ONCE);
        long last = first;
        for (Numbered each : some) {
            if (each.number() >= keepFrom && each.entry().atMs() >= beforeMs) {
                break;
            }
            step.remove(ENTRIES, At.of(each.number()));
            step.remove(BY_TALK, At.latest(each.entry().talk(), each.number()));
            last = each.number() + 1;
        }
        if (last > first) {
            step.put(META, FIRST, At.of(last).bytes());
        }
        return last - first == MOST_AT_ONCE;
    }
}
