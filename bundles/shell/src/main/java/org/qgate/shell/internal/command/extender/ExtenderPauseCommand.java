package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.ChangingCommand;

/** {@code extender:pause} */
@Service
@Command(
        scope = "extender",
        name = "pause",
        description = "Close an extender to calls and streams while it keeps running; start opens it")
public final class ExtenderPauseCommand extends ChangingCommand {
    @Argument(name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Override
    protected Change prepare(ShellServices asked) {
        return new Change("extender:pause", id, () -> {
            asked.extenders().pause(id, actor(session()));
            return ExtenderInfoCommand.of(asked, id);
        });
    }
}
