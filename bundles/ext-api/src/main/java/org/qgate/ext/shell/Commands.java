package org.qgate.ext.shell;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** What an operator can command of this extender. */
@ProviderType
public interface Commands {
    /**
     * Offers a command; one of the same name is replaced.
     *
     * @throws org.qgate.ext.RefusedException INVALID, or LIMIT after 64
     */
    void offer(Command command, Action action);

    /**
     * Offers a command that works with files which the operator names.
     *
     * @throws org.qgate.ext.RefusedException INVALID, or LIMIT after 64
     */
    void offer(Command command, FileAction action);

    /** What a command does. */
    @ConsumerType
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

    /** What a command with files does. */
    @ConsumerType
    @FunctionalInterface
    interface FileAction {
        /**
         * Does it, as {@link Action#run} says.
         *
         * @param arguments as many as were given, at least those required
         * @param files those that were given, by the name of their argument
         * @throws Exception is shown to the operator by its message
         */
        Answer run(List<String> arguments, Map<String, PickedFile> files) throws Exception;
    }
}
