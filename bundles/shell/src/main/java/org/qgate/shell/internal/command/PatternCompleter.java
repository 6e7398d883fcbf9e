package org.qgate.shell.internal.command;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;

/** Takes any pattern as it stands: without a completer here the shell would not complete the action that follows. */
@Service
public final class PatternCompleter implements Completer {
    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        String typed = commandLine.getCursorArgument();
        candidates.add((typed == null || typed.isEmpty() ? "*" : typed) + " ");
        return commandLine.getBufferPosition() - commandLine.getArgumentPosition();
    }
}
