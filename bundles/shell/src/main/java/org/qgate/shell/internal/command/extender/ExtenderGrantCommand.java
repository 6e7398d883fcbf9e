package org.qgate.shell.internal.command.extender;

import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.extender.PermissionRow;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.command.ChangingCommand;
import org.qgate.shell.internal.command.Identity;

/** {@code extender:grant} */
@Service
@Command(
        scope = "extender",
        name = "grant",
        description = "Grant an extender a permission that it asks for; acts at once")
public final class ExtenderGrantCommand extends ChangingCommand {
    @Option(
            name = "--scope",
            description = "Only for this protocol or topic; may be given again; otherwise all that it asks for",
            multiValued = true)
    List<String> scope;

    @Option(name = "--key", description = "A key file of the vault: proves who you are, for privileged permissions")
    String key;

    @Option(name = "--passphrase-file", description = "Reads the vault's passphrase from a private file, for the same")
    String passphraseFile;

    @Argument(index = 0, name = "ID", description = "Id of an extender", required = true)
    @Completion(ExtenderCompleter.class)
    String id;

    @Argument(index = 1, name = "PERMISSION", description = "A permission that it asks for", required = true)
    @Completion(PermissionCompleter.class)
    String permission;

    @Override
    protected Change prepare(ShellServices asked) {
        List<String> wanted = scope == null ? List.of() : List.copyOf(scope);
        return new Change("extender:grant", id + " " + permission + " " + String.join(" ", wanted), () -> {
            if (privileged(asked)) {
                Identity.prove(asked, session(), key, passphraseFile);
            }
            asked.extenders().grant(id, permission, wanted, actor(session()));
            return ExtenderPermissionsCommand.of(asked, id);
        });
    }

    private boolean privileged(ShellServices asked) {
        List<PermissionRow> rows = asked.extenders().permissions(id);
        return rows.stream()
                .anyMatch(row -> row.name().equals(permission) && row.level().equals("privileged"));
    }
}
