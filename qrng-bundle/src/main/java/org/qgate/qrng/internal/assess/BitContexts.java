package org.qgate.qrng.internal.assess;

/** Contexts of bits: all strings of all lengths have their place in one array. */
final class BitContexts implements Contexts {
    private final int[] counts;

    BitContexts(int longest) {
        counts = new int[4 << longest];
    }

    // A string is numbered like a heap: its children are those with 0 or 1 before it.
    @Override
    public int longer(int string, int symbol) {
        return 2 * string + 1 + symbol;
    }

    @Override
    public int make(int string, int symbol) {
        return longer(string, symbol);
    }

    @Override
    public boolean follow(int string, int symbol, boolean mayAdd) {
        int at = 2 * string + symbol;
        boolean first = counts[at] == 0;
        if (!first || mayAdd) {
            counts[at]++;
        }
        return first && mayAdd;
    }

    @Override
    public int likeliest(int string) {
        return counts[2 * string] > counts[2 * string + 1] ? 0 : 1;
    }

    @Override
    public int times(int string) {
        return Math.max(counts[2 * string], counts[2 * string + 1]);
    }
}
