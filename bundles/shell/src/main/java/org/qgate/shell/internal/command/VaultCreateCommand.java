package org.qgate.shell.internal.command;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.ShellServices;

/** {@code vault:create} */
@Service
@Command(scope = "vault", name = "create", description = "Make the vault; what lies in the open is sealed and deleted")
public final class VaultCreateCommand extends VaultChange {
    @Option(name = "--key", description = "Key file, made if it is not there; by default the configured one")
    @Completion(FileCompleter.class)
    String key;

    @Option(name = "--recovery", description = "A second key file, to be put away; it needs no passphrase")
    @Completion(FileCompleter.class)
    String recovery;

    @Override
    protected Change prepare(ShellServices asked) {
        Vault vault = asked.vault();
        VaultStatus before = vault.status();
        if (before.state() != VaultState.ABSENT) {
            throw new QGateException(VaultError.EXISTS, "vault " + before.id());
        }
        Path file = VaultPlaces.key(key, before);
        Optional<Path> second = VaultPlaces.optional("--recovery", recovery);
        PassphraseOptions passphrases = passphrases();
        return new Change(
                "vault:create",
                second.isPresent() ? "with a recovery file" : "without a recovery file",
                () -> moved(vault.create(new KeyFiles(file, second), passphrases.fresh()), Path.of(before.keyFile())));
    }
}
