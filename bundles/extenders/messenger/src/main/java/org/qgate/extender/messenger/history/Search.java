package org.qgate.extender.messenger.history;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.qgate.extender.messenger.history.History.Numbered;
import org.qgate.extender.messenger.session.Octets;
import org.qgate.extender.messenger.store.At;
import org.qgate.extender.messenger.store.Step;

/**
 * Finds entries by words. Each full block of entries has an index that never changes, made from the entries alone when it is first
 * needed; the last, partial block is looked through. So an index is never newer or older than what it is of.
 */
public final class Search {
    private static final String MAP = "history-words";
    /** So many blocks are indexed in one step. */
    private static final int MOST_STEP = 10;

    private static final Octets DONE = At.of("done");

    private final History history;

    Search(History history) {
        this.history = history;
    }

    /**
     * Makes the index of some full blocks that have none yet, the first ones first.
     *
     * @return whether there may be more
     */
    public boolean index(Step step) {
        long blocks = (history.next(step) - 1) / WordBlock.ENTRIES;
        long first = step.get(MAP, DONE)
                .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                .orElse(0L);
        long end = Math.min(blocks, first + MOST_STEP);
        if (end <= first) {
            return false;
        }
        for (long block = first; block < end; block++) {
            step.put(MAP, At.of(block), WordBlock.of(entries(step, block)).encode());
        }
        step.put(MAP, DONE, At.of(end).bytes());
        return end < blocks;
    }

    private List<Numbered> entries(Step step, long block) {
        return history.entries(step, block * WordBlock.ENTRIES + 1, WordBlock.ENTRIES);
    }

    /**
     * Finds entries that have, for each word of a query, a word that begins with it.
     *
     * @param wanted which of them
     * @return newest first, at most so many
     */
    public List<Numbered> find(Step step, String query, Predicate<Entry> wanted, int most) {
        Set<String> words = Words.of(query);
        List<Numbered> found = new ArrayList<>();
        if (words.isEmpty()) {
            return found;
        }
        long last = (history.next(step) - 1) / WordBlock.ENTRIES;
        for (long block = last; block >= 0 && found.size() < most; block--) {
            List<Numbered> candidates = candidates(step, block, words);
            for (int i = candidates.size() - 1; i >= 0 && found.size() < most; i--) {
                Entry entry = candidates.get(i).entry();
                if (wanted.test(entry) && Words.match(entry.text(), words)) {
                    found.add(candidates.get(i));
                }
            }
        }
        return found;
    }

    private List<Numbered> candidates(Step step, long block, Set<String> words) {
        Optional<WordBlock> index = step.get(MAP, At.of(block)).map(WordBlock::decode);
        if (index.isEmpty()) {
            return entries(step, block);
        }
        long first = block * WordBlock.ENTRIES + 1;
        List<Numbered> all = new ArrayList<>();
        index.get().find(words).forEach(offset -> history.entry(step, first + offset)
                .ifPresent(entry -> all.add(new Numbered(first + offset, entry))));
        return all;
    }
}
