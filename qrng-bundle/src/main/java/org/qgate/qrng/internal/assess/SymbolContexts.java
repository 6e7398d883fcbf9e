package org.qgate.qrng.internal.assess;

import java.util.Arrays;

/** Contexts of symbols of up to eight bits: only the strings that occur have a place. */
final class SymbolContexts implements Contexts {
    private static final int FIRST = 1 << 12;

    private final IntTable children = new IntTable();
    private final IntTable counts = new IntTable();
    private int[] times = new int[FIRST];
    private byte[] likeliest = new byte[FIRST];
    private int strings = 1;

    @Override
    public int longer(int string, int symbol) {
        int at = children.find(key(string, symbol));
        return at < 0 ? NONE : children.value(at);
    }

    @Override
    public int make(int string, int symbol) {
        int at = children.place(key(string, symbol));
        if (children.value(at) == 0) {
            if (strings == times.length) {
                times = Arrays.copyOf(times, 2 * strings);
                likeliest = Arrays.copyOf(likeliest, 2 * strings);
            }
            children.set(at, strings++);
        }
        return children.value(at);
    }

    @Override
    public boolean follow(int string, int symbol, boolean mayAdd) {
        int key = key(string, symbol);
        int at = mayAdd ? counts.place(key) : counts.find(key);
        if (at < 0) {
            return false;
        }
        int count = counts.value(at) + 1;
        counts.set(at, count);
        if (count > times[string] || count == times[string] && symbol > likeliest(string)) {
            times[string] = count;
            likeliest[string] = (byte) symbol;
        }
        return count == 1;
    }

    @Override
    public int likeliest(int string) {
        return likeliest[string] & 0xff;
    }

    @Override
    public int times(int string) {
        return times[string];
    }

    private static int key(int string, int symbol) {
        return string << 8 | symbol;
    }
}
