package org.qgate.qrng.internal.assess;

/**
 * What followed strings of symbols, for all strings up to a length. A string is a number here; the empty one is 0, and a longer one
 * is reached by the symbol before it.
 */
interface Contexts {
    /** Nothing ever followed the string. */
    int NONE = -1;

    /** Returns the string that has one symbol more at its beginning; may be {@link #NONE} when nothing ever followed that. */
    int longer(int string, int symbol);

    /** As {@link #longer}, but never {@link #NONE}. */
    int make(int string, int symbol);

    /**
     * Counts what followed.
     *
     * @param mayAdd whether it may be counted when it never followed this string before
     * @return whether it is the first time and was counted
     */
    boolean follow(int string, int symbol, boolean mayAdd);

    /** Returns what followed most often, the greatest of those; undefined when nothing did. */
    int likeliest(int string);

    /** Returns how often that followed; 0 for a string that only begins others. */
    int times(int string);

    /** Returns the fitting kind for symbols. */
    static Contexts of(int kinds, int longest) {
        return kinds == 2 ? new BitContexts(longest) : new SymbolContexts();
    }
}
