package org.qgate.qrng.internal.assess;

import java.util.Arrays;

/**
 * Sorts all suffixes of a text, in linear time whatever the text, within the array of the outcome. Source: Nong, Zhang and Chan,
 * "Two Efficient Algorithms for Linear Time Suffix Array Construction" (SA-IS), IEEE Transactions on Computers 60(10), 2011.
 */
final class SuffixArray {
    private static final int NONE = -1;

    private final int[] text;
    private final int from;
    private final int length;
    private final int[] counts;
    private final int[] bucket;
    private final long[] small;
    private final int[] sorted;

    private SuffixArray(int[] text, int from, int length, int kinds, int[] sorted) {
        this.text = text;
        this.from = from;
        this.length = length;
        this.sorted = sorted;
        this.counts = new int[kinds];
        this.bucket = new int[kinds];
        this.small = new long[(length >> 6) + 1];
        for (int i = 0; i < length; i++) {
            counts[at(i)]++;
        }
        // The last suffix is followed by nothing, which sorts before everything: it is a large one.
        for (int i = length - 2; i >= 0; i--) {
            if (at(i) < at(i + 1) || at(i) == at(i + 1) && isSmall(i + 1)) {
                small[i >> 6] |= 1L << i;
            }
        }
    }

    /**
     * Returns where the suffixes begin, in their order; a suffix that another begins with comes before it.
     *
     * @param text numbers from 0 to {@code kinds - 1}, at least one
     */
    static int[] of(int[] text, int kinds) {
        int[] sorted = new int[text.length];
        new SuffixArray(text, 0, text.length, kinds, sorted).sort();
        return sorted;
    }

    private int at(int index) {
        return text[from + index];
    }

    /** Whether a suffix sorts before the next shorter one. */
    private boolean isSmall(int index) {
        return (small[index >> 6] & 1L << index) != 0;
    }

    /** Whether a small suffix follows a large one: these sort all others. */
    private boolean isLeftmost(int index) {
        return index > 0 && isSmall(index) && !isSmall(index - 1);
    }

    private void sort() {
        Arrays.fill(sorted, 0, length, NONE);
        toEnds();
        for (int i = 1; i < length; i++) {
            if (isLeftmost(i)) {
                sorted[--bucket[at(i)]] = i;
            }
        }
        induce();
        int found = 0;
        for (int i = 0; i < length; i++) {
            if (isLeftmost(sorted[i])) {
                sorted[found++] = sorted[i];
            }
        }
        if (found > 1) {
            sortLeftmost(found, name(found));
        }
        spread(found);
        induce();
    }

    /** Numbers the pieces between leftmost ones in their order, alike ones alike, and leaves them as a text at the end. */
    private int name(int found) {
        Arrays.fill(sorted, found, length, NONE);
        int names = 0;
        int before = NONE;
        for (int i = 0; i < found; i++) {
            int piece = sorted[i];
            if (before == NONE || !alike(before, piece)) {
                names++;
            }
            before = piece;
            // Two of them are at least two apart, so halves do not collide and fit behind.
            sorted[found + piece / 2] = names - 1;
        }
        int to = length;
        for (int i = length - 1; i >= found; i--) {
            if (sorted[i] != NONE) {
                sorted[--to] = sorted[i];
            }
        }
        return names;
    }

    private boolean alike(int one, int other) {
        for (int i = 0; ; i++) {
            if (one + i == length || other + i == length || at(one + i) != at(other + i)) {
                return false;
            }
            if (isSmall(one + i) != isSmall(other + i)) {
                return false;
            }
            if (i > 0 && isLeftmost(one + i)) {
                return isLeftmost(other + i);
            }
        }
    }

    private void sortLeftmost(int found, int names) {
        int renamed = length - found;
        if (names < found) {
            new SuffixArray(sorted, renamed, found, names, sorted).sort();
        } else {
            for (int i = 0; i < found; i++) {
                sorted[sorted[renamed + i]] = i;
            }
        }
        int to = renamed;
        for (int i = 1; i < length; i++) {
            if (isLeftmost(i)) {
                sorted[to++] = i;
            }
        }
        for (int i = 0; i < found; i++) {
            sorted[i] = sorted[renamed + sorted[i]];
        }
    }

    /** Puts the sorted leftmost ones to the ends of their buckets. */
    private void spread(int found) {
        Arrays.fill(sorted, found, length, NONE);
        toEnds();
        for (int i = found - 1; i >= 0; i--) {
            int suffix = sorted[i];
            sorted[i] = NONE;
            sorted[--bucket[at(suffix)]] = suffix;
        }
    }

    private void induce() {
        toStarts();
        sorted[bucket[at(length - 1)]++] = length - 1;
        for (int i = 0; i < length; i++) {
            int before = sorted[i] - 1;
            if (before >= 0 && !isSmall(before)) {
                sorted[bucket[at(before)]++] = before;
            }
        }
        toEnds();
        for (int i = length - 1; i >= 0; i--) {
            int before = sorted[i] - 1;
            if (before >= 0 && isSmall(before)) {
                sorted[--bucket[at(before)]] = before;
            }
        }
    }

    private void toStarts() {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            bucket[i] = sum;
            sum += counts[i];
        }
    }

    private void toEnds() {
        int sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i];
            bucket[i] = sum;
        }
    }
}
