package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;

/** {@code vault:status} */
@Service
@Command(scope = "vault", name = "status", description = "Is what the node has stored readable, and where is its key")
public final class VaultStatusCommand extends NodeCommand {
    @Override
    protected boolean worksLocked() {
        return true;
    }

    @Override
    protected Answer answer(ShellServices asked) {
        return VaultChange.shown(asked.vault().status());
    }
}
