package org.qgate.shell.internal.command;

import java.util.function.Supplier;
import javax.security.auth.Subject;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.ShellUtil;
import org.qgate.api.error.QGateException;
import org.qgate.shell.internal.Exits;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Text;
import org.qgate.shell.internal.view.View;

/** A command that changes something: it can be tried without effect, and what it did is recorded with its outcome. */
public abstract class ChangingCommand extends NodeCommand {
    private static final int MAX_DETAIL = 300;

    /**
     * A change that was checked as far as that is possible beforehand.
     *
     * @param action as in the audit record, {@code peer:ban}
     * @param detail arguments without secrets
     * @param plan what would happen, as a record with typed fields, or null
     * @param view the same for people
     */
    public record Change(String action, String detail, Object plan, View view, Supplier<Answer> perform) {
        /** A change whose detail says it all to people. */
        public Change(String action, String detail, Object plan, Supplier<Answer> perform) {
            this(action, detail, plan, (out, terminal) -> {}, perform);
        }

        /** A change about which there is no more to say. */
        public Change(String action, String detail, Supplier<Answer> perform) {
            this(action, detail, null, perform);
        }
    }

    @Option(name = "--dry-run", description = "Say what would be done, and do nothing")
    private boolean dryRun;

    /** Does nothing but say what it would do. */
    protected final void onlySay() {
        dryRun = true;
    }

    /** Whether the service that makes the change records it by itself, with its outcome. */
    protected boolean recordedThere() {
        return false;
    }

    /** Checks the arguments. */
    protected abstract Change prepare(ShellServices asked);

    @Override
    protected final Answer answer(ShellServices asked) {
        Change change = checked(asked);
        if (dryRun) {
            Document document = Document.of("qgate.change/1")
                    .with("action", change.action())
                    .with("detail", change.detail())
                    .with("done", false);
            if (change.plan() != null) {
                document.with("plan", change.plan());
            }
            String line = Text.clean("would do: " + change.action() + " " + change.detail());
            return Answer.of(document, change.view(), (out, terminal) -> out.println(line));
        }
        try {
            Answer answer = change.perform().get();
            performed(asked, change, answer.exitCode() == 0 ? "ok" : "exit " + answer.exitCode());
            return answer;
        } catch (RuntimeException failed) {
            performed(asked, change, outcome(failed));
            throw failed;
        }
    }

    /** What does not even pass the check is recorded by its name only: what was typed may be anything. */
    private Change checked(ShellServices asked) {
        try {
            return prepare(asked);
        } catch (RuntimeException refused) {
            if (!dryRun) {
                Command command = getClass().getAnnotation(Command.class);
                record(asked, new Change(command.scope() + ":" + command.name(), "", null), outcome(refused));
            }
            throw refused;
        }
    }

    private static String outcome(RuntimeException failure) {
        return failure instanceof QGateException known ? known.codeId() : "exit " + Exits.code(failure);
    }

    private void performed(ShellServices asked, Change change, String outcome) {
        if (!recordedThere()) {
            record(asked, change, outcome);
        }
    }

    private void record(ShellServices asked, Change change, String outcome) {
        String detail = Text.clean(change.detail());
        String bounded = detail.length() > MAX_DETAIL ? detail.substring(0, MAX_DETAIL) : detail;
        asked.bedrock().audit().record(actor(session()), change.action(), bounded, outcome);
    }

    /** Whom the shell authenticated. */
    protected static String actor(Session session) {
        if (session != null && session.get(Subject.class.getName()) instanceof Subject subject) {
            return subject.getPrincipals().stream()
                    .filter(principal -> principal.getClass().getSimpleName().equals("UserPrincipal"))
                    .map(principal -> principal.getName())
                    .findFirst()
                    .orElse("unknown");
        }
        String user = ShellUtil.getCurrentUserName();
        return user == null ? "local" : user;
    }
}
