package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.vault.Vault;
import org.qgate.shell.internal.ShellServices;

/** {@code vault:lock} */
@Service
@Command(scope = "vault", name = "lock", description = "Wipe all keys from memory; open connections end soon after")
public final class VaultLockCommand extends ChangingCommand {
    @Override
    protected boolean worksLocked() {
        return true;
    }

    @Override
    protected Change prepare(ShellServices asked) {
        Vault vault = asked.vault();
        return new Change("vault:lock", "", () -> {
            vault.lock();
            return VaultChange.shown(vault.status());
        });
    }
}
