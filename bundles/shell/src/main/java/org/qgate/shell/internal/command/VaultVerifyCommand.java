package org.qgate.shell.internal.command;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code vault:verify}: recorded like a change, because each call is a guess at a passphrase. */
@Service
@Command(
        scope = "vault",
        name = "verify",
        description = "Does a key file, with its passphrase, open this vault's header")
public final class VaultVerifyCommand extends VaultChange {
    @Option(name = "--key", description = "Key file or recovery file; by default the one that was named last")
    @Completion(FileCompleter.class)
    String key;

    @Override
    protected Change prepare(ShellServices asked) {
        Vault vault = asked.vault();
        VaultStatus status = vault.status();
        Path file = VaultPlaces.key(key, status);
        PassphraseOptions passphrases = passphrases();
        boolean needed = status.passphrase() && key == null;
        return new Change("vault:verify", "", () -> {
            vault.verify(file, passphrases.current(needed));
            Document document = Document.of("qgate.vault-verify/1").with("opens", true);
            return Answer.of(document, "it opens the vault");
        });
    }
}
