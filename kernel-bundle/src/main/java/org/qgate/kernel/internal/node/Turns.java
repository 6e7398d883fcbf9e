package org.qgate.kernel.internal.node;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Turns of the event loop. Whatever one event leads to is collected and flushed once, when the event has been dealt with:
 * one record and one system call for many cells. Turns nest when the bundle that decides answers at once; only the
 * outermost flushes. Event loop only.
 */
final class Turns {
    /** Flushes may ask for further flushes; a chain longer than this is a programming error, not work. */
    private static final int MAX_ROUNDS = 64;

    private Set<Runnable> flushes = new LinkedHashSet<>();
    private Set<Runnable> spare = new LinkedHashSet<>();
    private int depth;

    /** Registers a flush for the end of this turn; the same object counts once. */
    void atEnd(Runnable flush) {
        flushes.add(flush);
    }

    /** An event begins. */
    void begin() {
        depth++;
    }

    /** The event was dealt with, and another one of the same wake-up follows: nothing is flushed yet. */
    void leave() {
        depth--;
    }

    /** The event was dealt with. */
    void end() {
        if (depth == 1) {
            try {
                flush();
            } finally {
                depth = 0;
            }
        } else {
            depth--;
        }
    }

    private void flush() {
        for (int round = 0; !flushes.isEmpty(); round++) {
            if (round == MAX_ROUNDS) {
                flushes.clear();
                throw new IllegalStateException("a turn did not end after " + MAX_ROUNDS + " rounds of flushes");
            }
            Set<Runnable> due = flushes;
            flushes = spare;
            spare = due;
            try {
                due.forEach(Runnable::run);
            } finally {
                due.clear();
            }
        }
    }
}
