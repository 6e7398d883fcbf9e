package org.qgate.ext.shell;

import java.util.List;

/** What an operator can command of this extender. */
public interface Commands {
    /**
     * Offers a command; one of the same name is replaced.
     *
     * @throws org.qgate.ext.RefusedException INVALID, or LIMIT after 64
     */
    void offer(Command command, Action action);

    /** What a command does. */
    @FunctionalInterface
    interface Action {
        /**
         * Does it, on a thread of the extender; interrupted when the operator gives up.
         *
         * @param arguments as many as were given, at least those required
         * @throws Exception is shown to the operator by its message
         */
        Answer run(List<String> arguments) throws Exception;
    }
}
