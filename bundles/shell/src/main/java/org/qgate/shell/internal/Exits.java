package org.qgate.shell.internal;

import org.apache.karaf.shell.support.CommandException;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.Retry;
import org.qgate.shell.internal.view.Text;

/** Exit codes and sentences for failures. */
public final class Exits {
    private Exits() {}

    /** Returns the exit code that says whether trying again helps. */
    public static int code(Throwable failure) {
        if (failure instanceof QGateException known) {
            // An exception of another version of the api bundle would have no entry; none is thrown across one.
            return known.code().retry().exitCode();
        }
        if (failure instanceof SecurityException) {
            return Retry.REFUSED.exitCode();
        }
        boolean usage =
                unknownCommand(failure) || failure instanceof UsageException || failure instanceof CommandException;
        return usage ? Retry.USAGE.exitCode() : Retry.WILL_NOT_HELP.exitCode();
    }

    /** Whether there is no such command for whoever asked: the shell hides what their role may not run. */
    public static boolean unknownCommand(Throwable failure) {
        return failure.getClass().getSimpleName().equals("CommandNotFoundException");
    }

    /** Returns one line for people. */
    public static String sentence(Throwable failure) {
        if (failure instanceof QGateException known) {
            return Text.sentences(known.getMessage(), known.code().advice());
        }
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : firstLine(message);
    }

    private static String firstLine(String message) {
        return message.strip().lines().findFirst().orElse("");
    }
}
