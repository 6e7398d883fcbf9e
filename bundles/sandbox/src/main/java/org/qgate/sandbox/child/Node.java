package org.qgate.sandbox.child;

import org.qgate.ext.RefusedException;
import org.qgate.ext.RefusedException.Reason;
import org.qgate.sandbox.wire.Arguments;
import org.qgate.sandbox.wire.BreachException;
import org.qgate.sandbox.wire.FailedException;
import org.qgate.sandbox.wire.Line;
import org.qgate.sandbox.wire.Wire;

/** The other end of the line, as the facades ask it. Thread-safe. */
final class Node {
    /** Longer than the node takes for anything that does not wait for others. */
    private static final long QUICK_MS = 60_000;

    /** The node gives up first, and says why. */
    private static final long GRACE_MS = 5_000;

    private final Line line;

    Node(Line line) {
        this.line = line;
    }

    /** Reads an answer; the node keeps to the rules. */
    interface Reading<T> {
        T read(Arguments answer) throws BreachException;
    }

    /** Asks for what needs no waiting for others. */
    Object ask(String name, Object... arguments) {
        try {
            return line.quick(name, QUICK_MS, arguments);
        } catch (FailedException failed) {
            throw new RefusedException(Reason.FAILED, failed.getMessage());
        }
    }

    /** Asks for what may wait so long; an interrupt ends it. */
    Object wait(String name, long atMostMs, Object... arguments) {
        try {
            long most = Math.max(1, Math.min(atMostMs, Wire.LONGEST_MS - GRACE_MS)) + GRACE_MS;
            return line.settle(name, most, arguments);
        } catch (FailedException failed) {
            throw new RefusedException(Reason.FAILED, failed.getMessage());
        }
    }

    byte[] bytes(String name, Object... arguments) {
        return (byte[]) ask(name, arguments);
    }

    String text(String name, Object... arguments) {
        return (String) ask(name, arguments);
    }

    long number(String name, Object... arguments) {
        return (Long) ask(name, arguments);
    }

    boolean yes(String name, Object... arguments) {
        return (Boolean) ask(name, arguments);
    }

    <T> T read(Object answer, Reading<T> reading) {
        try {
            return reading.read(Arguments.of(answer));
        } catch (BreachException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean gone() {
        return line.isClosed();
    }
}
