package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.qgate.shell.internal.Exits;
import org.qgate.shell.internal.view.Page;

/**
 * {@code node:exec}: runs a command line in this session and returns its exit code. Without it every exception becomes
 * exit code 1, whatever its reason.
 */
@Service
@Command(scope = "node", name = "exec", description = "Run a command line; its exit code says whether to try again")
public final class NodeExecCommand implements Action {
    @Reference
    private Session session;

    @Option(name = "--json", description = "Add --json to the first command")
    private boolean json;

    @Argument(name = "COMMAND", description = "The command line, in quotes", required = true, multiValued = false)
    private String command;

    @Override
    public Object execute() {
        return run(session, json ? withJson(command) : command, Page.of(session, json));
    }

    /** Options stand before arguments in this shell. */
    static String withJson(String line) {
        return line.strip().replaceFirst("^(\\S+)", "$1 --json");
    }

    static int run(Session session, String line, Page page) {
        try {
            return session.execute(line) instanceof Integer code ? code : 0;
        } catch (Exception failed) { // whatever a command of any bundle throws becomes a line and a code
            page.complain(Exits.sentence(failed));
            return Exits.code(failed);
        }
    }
}
