package org.qgate.qrng.internal.assess;

/** The last so many symbols, and which of them is most frequent; among equals the one seen last. */
final class Window {
    private final int width;
    private final int[] counts;
    private final int[] seen;
    private int frequent;

    Window(int width, int kinds) {
        this.width = width;
        this.counts = new int[kinds];
        this.seen = new int[kinds];
    }

    int width() {
        return width;
    }

    /** Returns the most frequent. */
    int frequent() {
        return frequent;
    }

    /** Takes a symbol in. */
    void add(int symbol, int at) {
        counts[symbol]++;
        seen[symbol] = at;
        if (counts[symbol] >= counts[frequent]) {
            frequent = symbol;
        }
    }

    /** Takes a symbol in and lets the oldest go. */
    void slide(int oldest, int symbol, int at) {
        boolean anew = oldest == frequent;
        counts[oldest]--;
        add(symbol, at);
        if (anew) {
            search();
        }
    }

    private void search() {
        for (int i = 0; i < counts.length; i++) {
            int more = counts[i] - counts[frequent];
            if (more > 0 || more == 0 && seen[i] > seen[frequent]) {
                frequent = i;
            }
        }
    }
}
