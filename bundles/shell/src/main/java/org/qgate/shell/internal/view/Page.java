package org.qgate.shell.internal.view;

import java.io.PrintStream;
import org.apache.felix.service.command.Process;
import org.apache.karaf.shell.api.console.Session;

/**
 * Where a command writes.
 *
 * @param terminal whether a person reads {@code out} directly
 * @param json whether a document is wanted
 */
public record Page(PrintStream out, PrintStream err, boolean terminal, boolean json) {
    /** Finds the streams of the running command: its place in a pipeline counts, not the session. */
    public static Page of(Session session, boolean json) {
        Process process = Process.Utils.current();
        if (process == null) {
            return new Page(session.getConsole(), session.getConsole(), false, json);
        }
        boolean terminal = session.getTerminal() != null && process.isTty(1);
        return new Page(process.out(), SessionErrors.of(session, process), terminal, json);
    }

    /** Prints an answer. */
    public void show(Answer answer) {
        if (json) {
            out.println(answer.document().json());
        } else {
            answer.views().forEach(view -> view.print(out, terminal));
        }
        out.flush();
    }

    /** Prints one line about a failure. */
    public void complain(String line) {
        err.println(Text.clean(line));
        err.flush();
    }
}
