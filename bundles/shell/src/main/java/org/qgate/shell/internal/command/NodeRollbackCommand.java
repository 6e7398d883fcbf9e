package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;

/** {@code node:rollback} */
@Service
@Command(scope = "node", name = "rollback", description = "Go back to the version before, with the state of now")
public final class NodeRollbackCommand extends UpdatingCommand {
    @Argument(name = "BUNDLE", description = "A swappable bundle (kernel)", required = true)
    @Completion(CoreBundleCompleter.class)
    String bundle;

    @Override
    protected Change prepare(ShellServices asked) {
        requireOneWish();
        return new Change(
                "node:rollback", bundle, () -> followed(asked, asked.updates().rollback(bundle, actor(session()))));
    }
}
