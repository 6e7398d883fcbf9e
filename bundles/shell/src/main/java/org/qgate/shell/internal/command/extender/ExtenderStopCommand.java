package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;

/** {@code extender:stop} */
@Service
@Command(scope = "extender", name = "stop", description = "Stop an extender; it stays so over restarts")
public final class ExtenderStopCommand extends GoverningCommand {
    @Argument(name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Override
    protected Change prepare(ShellServices asked) {
        requireOneWish();
        return new Change(
                "extender:stop", id, () -> followed(asked, asked.extenders().stop(id, actor())));
    }
}
