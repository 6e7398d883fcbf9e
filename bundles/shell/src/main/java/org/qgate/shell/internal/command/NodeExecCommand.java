package org.qgate.shell.internal.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.qgate.api.base.Audit;
import org.qgate.api.error.Retry;
import org.qgate.shell.internal.Exits;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Page;

/**
 * {@code node:exec}: runs a command line in this session and returns its exit code. Without it every exception becomes
 * exit code 1, whatever its reason. What was refused by role or as misused is recorded by its name, without arguments.
 */
@Service
@Command(scope = "node", name = "exec", description = "Run a command line; its exit code says whether to try again")
public final class NodeExecCommand implements Action {
    /** The command that a line begins with; whatever does not look like one is not repeated in the record. */
    private static final Pattern FIRST_COMMAND =
            Pattern.compile("\\s*([a-z][a-z0-9-]{0,30}:[a-z][a-z0-9-]{0,30})(?![^\\s;|>&]).*", Pattern.DOTALL);

    @Reference
    private Session session;

    @Reference
    private ShellServices services;

    @Option(name = "--json", description = "Add --json to the first command")
    private boolean json;

    @Argument(name = "COMMAND", description = "The command line, in quotes", required = true, multiValued = false)
    private String command;

    @Override
    public Object execute() {
        Audit audit = services.bedrock().audit();
        return run(session, json ? withJson(command) : command, Page.of(session, json), audit);
    }

    /** Options stand before arguments in this shell. */
    static String withJson(String line) {
        return line.strip().replaceFirst("^(\\S+)", "$1 --json");
    }

    static int run(Session session, String line, Page page, Audit audit) {
        try {
            return session.execute(line) instanceof Integer code ? code : 0;
        } catch (Exception failed) { // whatever a command of any bundle throws becomes a line and a code
            int code = Exits.code(failed);
            if (code == Retry.REFUSED.exitCode() || Exits.unknownCommand(failed)) {
                audit.record(ChangingCommand.actor(session), firstCommand(line), "", "refused");
            } else if (code == Retry.USAGE.exitCode()) {
                audit.record(ChangingCommand.actor(session), firstCommand(line), "", "exit " + code);
            }
            page.complain(Exits.sentence(failed));
            return code;
        }
    }

    private static String firstCommand(String line) {
        Matcher first = FIRST_COMMAND.matcher(line);
        return first.matches() ? first.group(1) : "node:exec";
    }
}
