package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.error.Retry;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code extender:remove} */
@Service
@Command(
        scope = "extender",
        name = "remove",
        description = "Remove an extender, its packages and grants; with --erase what it kept, too")
public final class ExtenderRemoveCommand extends GoverningCommand {
    @Option(name = "--erase", description = "Erase what it kept in the store as well; this cannot be undone")
    boolean erase;

    @Option(name = "--yes", description = "Erase without being asked")
    boolean yes;

    @Argument(name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Override
    protected Change prepare(ShellServices asked) {
        requireOneWish();
        return new Change(
                "extender:remove",
                id + (erase ? " with what it kept" : ""),
                () -> agreed() ? followed(asked, asked.extenders().remove(id, erase, actor())) : unchanged());
    }

    private boolean agreed() {
        return !erase || yes || someoneThere() && Question.yes(session(), "Erase all that " + id + " kept, for good?");
    }

    private Answer unchanged() {
        Document document = Document.of("qgate.consent/1")
                .with("done", false)
                .with("id", id)
                .with("erase", true);
        return Answer.of(document, "nothing was changed: agree to erasing with --yes")
                .exit(Retry.NEEDS_CONSENT.exitCode());
    }
}
