package org.qgate.shell.internal.command;

import java.nio.file.Path;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.shell.internal.ShellServices;

/** {@code vault:recover} */
@Service
@Command(scope = "vault", name = "recover", description = "Put a new key file in the place of a lost one")
public final class VaultRecoverCommand extends VaultChange {
    @Option(name = "--recovery", description = "The recovery file that vault:create made", required = true)
    @Completion(FileCompleter.class)
    String recovery;

    @Option(name = "--key", description = "The new key file, made if it is not there", required = true)
    @Completion(FileCompleter.class)
    String key;

    @Option(name = "--new-recovery", description = "A new recovery file in the place of the one in use")
    @Completion(FileCompleter.class)
    String newRecovery;

    @Override
    protected Change prepare(ShellServices asked) {
        Vault vault = asked.vault();
        Path old = VaultPlaces.file("--recovery", recovery);
        Path next = VaultPlaces.file("--key", key);
        Optional<Path> second = VaultPlaces.optional("--new-recovery", newRecovery);
        PassphraseOptions passphrases = passphrases();
        Path configured = Path.of(vault.status().keyFile());
        return new Change(
                "vault:recover",
                second.isPresent() ? "with a new recovery file" : "",
                () -> moved(
                        vault.recover(old, KeyFiles.with(next, second.orElse(old)), passphrases.fresh()), configured));
    }
}
