package org.qgate.gate.internal.run;

import org.qgate.common.values.Lines;
import org.qgate.sandbox.wire.FailedException;

/** Puts what an extender threw into words, on the extender's own thread: a message is code of its class. */
public final class Fault {
    private static final int LONGEST = 300;

    private Fault() {}

    /** Returns the name of its class and its message, of one line; what another process put into words stays as it is. */
    public static String text(Throwable thrown) {
        if (thrown instanceof FailedException elsewhere) {
            return Lines.clean(String.valueOf(elsewhere.getMessage()), LONGEST);
        }
        String name = thrown.getClass().getName();
        try {
            String message = thrown.getMessage();
            return Lines.clean(message == null ? name : name + ": " + message, LONGEST);
        } catch (Throwable worse) { // of getMessage, which may throw anything as well
            return name;
        }
    }
}
