package org.qgate.shell.internal.command.extender;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.ChangingCommand;

/** {@code extender:revoke} */
@Service
@Command(
        scope = "extender",
        name = "revoke",
        description = "Take a permission back; the extender stays up and is refused from now on")
public final class ExtenderRevokeCommand extends ChangingCommand {
    @Argument(index = 0, name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Argument(index = 1, name = "PERMISSION", description = "A permission that it asks for", required = true)
    @Completion(PermissionCompleter.class)
    String permission;

    @Override
    protected Change prepare(ShellServices asked) {
        return new Change("extender:revoke", id + " " + permission, () -> {
            asked.extenders().revoke(id, permission, actor(session()));
            return ExtenderPermissionsCommand.of(asked, id);
        });
    }
}
