package org.qgate.gate.internal.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.qgate.sandbox.wire.BreachException;
import org.qgate.sandbox.wire.Line;
import org.qgate.sandbox.wire.Wire;

/** The extender's own code at the other end of the line: what it gave to be called is called by its number. Thread-safe. */
record Extender(Line line) {
    /** As long as a call between nodes may take. */
    private static final long CALL_MS = 120_000;

    /** Runs what may go on for long: a task, a stream, a listener. */
    Object run(long number, Object... arguments) {
        return line.call("run", Wire.LONGEST_MS, with(number, arguments));
    }

    /** Lets it serve a call. */
    Object serve(long number, Object... arguments) {
        return line.call("run", CALL_MS, with(number, arguments));
    }

    /** Runs what may answer with more than fits into a frame. */
    Object runLong(long number, Object... arguments) {
        return line.callLong("run", Wire.LONGEST_MS, Line.LONGEST, with(number, arguments));
    }

    /** It answered something else than it may: ends the line, and returns what whoever asked gets. */
    IllegalStateException breach(BreachException broken) {
        line.breach(broken);
        return new IllegalStateException("its process broke a rule: " + broken.getMessage());
    }

    private static Object[] with(long number, Object... arguments) {
        List<Object> all = new ArrayList<>();
        all.add(number);
        all.addAll(Arrays.asList(arguments));
        return all.toArray();
    }
}
