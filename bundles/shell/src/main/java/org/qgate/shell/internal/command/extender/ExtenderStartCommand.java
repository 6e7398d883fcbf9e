package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;

/** {@code extender:start} */
@Service
@Command(scope = "extender", name = "start", description = "Start an extender that was stopped or paused")
public final class ExtenderStartCommand extends GoverningCommand {
    @Argument(name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Override
    protected Change prepare(ShellServices asked) {
        requireOneWish();
        return new Change(
                "extender:start", id, () -> followed(asked, asked.extenders().start(id, actor())));
    }
}
