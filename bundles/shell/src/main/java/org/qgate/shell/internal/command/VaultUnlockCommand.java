package org.qgate.shell.internal.command;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.ShellServices;

/** {@code vault:unlock} */
@Service
@Command(scope = "vault", name = "unlock", description = "Give the vault its key; the node goes on by itself")
public final class VaultUnlockCommand extends VaultChange {
    @Option(name = "--key", description = "Key file or recovery file; by default the one that was named last")
    @Completion(FileCompleter.class)
    String key;

    @Override
    protected Change prepare(ShellServices asked) {
        Vault vault = asked.vault();
        VaultStatus before = vault.status();
        if (before.state() == VaultState.ABSENT) {
            throw new QGateException(VaultError.ABSENT, "nothing to unlock");
        }
        Path file = VaultPlaces.key(key, before);
        PassphraseOptions passphrases = passphrases();
        boolean needed = before.passphrase() && key == null;
        return new Change("vault:unlock", "", () -> shown(vault.unlock(file, passphrases.current(needed))));
    }
}
