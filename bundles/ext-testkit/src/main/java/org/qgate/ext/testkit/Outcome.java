package org.qgate.ext.testkit;

import java.util.concurrent.Callable;

/** What a step on another thread returned or threw. Guarded by {@link Turns}. */
final class Outcome<T> {
    private final Turns turns;
    private boolean there;
    private T value;
    private Throwable thrown;

    Outcome(Turns turns) {
        this.turns = turns;
    }

    /** Takes the step. */
    void from(Callable<T> step) {
        T result = null;
        Throwable failure = null;
        try {
            result = step.call();
        } catch (Throwable any) { // an extender may throw anything
            failure = any;
        }
        set(result, failure);
        if (failure instanceof Crash dead) {
            throw dead;
        }
    }

    void set(T result, Throwable failure) {
        synchronized (turns) {
            value = result;
            thrown = failure;
            there = true;
            turns.changed();
        }
    }

    boolean there() {
        return there;
    }

    boolean failed() {
        return thrown != null;
    }

    T value() throws Exception {
        synchronized (turns) {
            if (!there) {
                throw new IllegalStateException("the extender was stopped");
            }
            if (thrown instanceof Exception exception) {
                throw exception;
            }
            if (thrown instanceof Error error) {
                throw error;
            }
            return value;
        }
    }
}
