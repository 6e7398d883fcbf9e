package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.ChangingCommand;

/** {@code extender:set} */
@Service
@Command(
        scope = "extender",
        name = "set",
        description = "Set a value of an extender; without a value back to its standard")
public final class ExtenderSetCommand extends ChangingCommand {
    @Argument(index = 0, name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Argument(index = 1, name = "NAME", description = "A setting, as extender:info shows it", required = true)
    String name;

    @Argument(index = 2, name = "VALUE", description = "The value")
    String value;

    @Override
    protected Change prepare(ShellServices asked) {
        // A value may be a secret: the audit record has none.
        return new Change("extender:set", id + " " + name, () -> {
            asked.extenders().set(id, name, value, actor(session()));
            return ExtenderInfoCommand.of(asked, id);
        });
    }
}
