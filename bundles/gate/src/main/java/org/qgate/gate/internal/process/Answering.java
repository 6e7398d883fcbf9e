package org.qgate.gate.internal.process;

import java.util.Map;
import org.qgate.sandbox.wire.Arguments;

/** Answers one kind of call of an extender's process, by a facade of its instance. */
@FunctionalInterface
interface Answering {
    /** Returns a value of the wire. */
    Object answer(Arguments arguments) throws Exception;

    /** Something of a facade that returns nothing. */
    @FunctionalInterface
    interface Doing {
        void run(Arguments arguments) throws Exception;
    }

    /** Answers with nothing. */
    static Answering doing(Doing what) {
        return arguments -> {
            what.run(arguments);
            return null;
        };
    }

    /** A part of the door: adds what it answers, by name. */
    interface Part {
        void addTo(Map<String, Answering> all);
    }
}
