package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;

/** {@code extender:rollback} */
@Service
@Command(
        scope = "extender",
        name = "rollback",
        description = "Go back to the version before; it takes the state of now over")
public final class ExtenderRollbackCommand extends GoverningCommand {
    @Argument(name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Override
    protected Change prepare(ShellServices asked) {
        requireOneWish();
        return new Change(
                "extender:rollback", id, () -> followed(asked, asked.extenders().rollback(id, actor())));
    }
}
