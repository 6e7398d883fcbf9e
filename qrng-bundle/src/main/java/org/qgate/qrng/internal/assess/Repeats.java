package org.qgate.qrng.internal.assess;

/**
 * How often strings of each length repeat in symbols, for all lengths at once: by the common prefixes of neighbouring suffixes,
 * in linear time whatever the symbols.
 */
final class Repeats {
    private final int size;
    private final int[] most;
    private final long[] pairs;

    private Repeats(int size, int longest) {
        this.size = size;
        this.most = new int[longest + 2];
        this.pairs = new long[longest + 2];
    }

    /** Counts. */
    static Repeats of(Symbols symbols) {
        int[] text = new int[symbols.size()];
        for (int i = 0; i < text.length; i++) {
            text[i] = symbols.at(i);
        }
        int[] sorted = SuffixArray.of(text, symbols.kinds());
        int[] room = text;
        prefixes(symbols, sorted, room);
        int longest = 0;
        for (int each : sorted) {
            longest = Math.max(longest, each);
        }
        Repeats repeats = new Repeats(symbols.size(), longest);
        repeats.count(sorted, room);
        repeats.addLonger();
        return repeats;
    }

    /**
     * Replaces each suffix by how long a prefix it has in common with the one before it. Source: Kärkkäinen, Manzini and Puglisi,
     * "Permuted Longest-Common-Prefix Array", CPM 2009.
     */
    private static void prefixes(Symbols symbols, int[] sorted, int[] room) {
        room[sorted[0]] = -1;
        for (int i = 1; i < sorted.length; i++) {
            room[sorted[i]] = sorted[i - 1];
        }
        byte[] values = symbols.values();
        int common = 0;
        for (int i = 0; i < room.length; i++) {
            int before = room[i];
            if (before < 0) {
                common = 0;
            } else {
                int most = room.length - Math.max(i, before);
                while (common < most && values[i + common] == values[before + common]) {
                    common++;
                }
            }
            room[i] = common;
            common = Math.max(0, common - 1);
        }
        for (int i = 0; i < sorted.length; i++) {
            sorted[i] = room[sorted[i]];
        }
    }

    /**
     * Visits each set of suffixes with a common prefix once. The open sets are a stack: their lengths lie in the part of
     * {@code prefixes} that was read already, their first suffixes in {@code starts}.
     */
    private void count(int[] prefixes, int[] starts) {
        int depth = 0;
        for (int i = 1; i <= size; i++) {
            int common = i < size ? prefixes[i] : 0;
            int start = i - 1;
            while (depth > 0 && prefixes[depth - 1] > common) {
                depth--;
                start = starts[depth];
                int outer = depth > 0 ? Math.max(prefixes[depth - 1], common) : common;
                close(prefixes[depth], i - start, outer);
            }
            if (common > 0 && (depth == 0 || prefixes[depth - 1] < common)) {
                prefixes[depth] = common;
                starts[depth++] = start;
            }
        }
    }

    /** Notes a set of suffixes; its pairs have no more than this prefix in common, unless they belong to a set inside it. */
    private void close(int common, int suffixes, int outer) {
        most[common] = Math.max(most[common], suffixes);
        long all = suffixes * (suffixes - 1L) / 2;
        pairs[common] += all;
        pairs[outer] -= all;
    }

    private void addLonger() {
        for (int i = most.length - 2; i > 0; i--) {
            most[i] = Math.max(most[i], most[i + 1]);
            pairs[i] += pairs[i + 1];
        }
    }

    int size() {
        return size;
    }

    /** Returns the length of the longest string that occurs twice. */
    int longest() {
        return most.length - 2;
    }

    /** Returns how often the most frequent string of a length occurs. */
    int most(int length) {
        return length > longest() ? 1 : most[length];
    }

    /** Returns how many pairs of equal strings of a length there are. */
    long pairs(int length) {
        return length > longest() ? 0 : pairs[length];
    }

    /** Returns the least length of which no string occurs so often. */
    int firstRarerThan(int times) {
        int length = 1;
        while (most(length) >= times) {
            length++;
        }
        return length;
    }
}
