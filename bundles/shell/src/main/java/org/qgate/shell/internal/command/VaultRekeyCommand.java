package org.qgate.shell.internal.command;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;

/** {@code vault:rekey} */
@Service
@Command(scope = "vault", name = "rekey", description = "Change the key file, its passphrase or the recovery file")
public final class VaultRekeyCommand extends VaultChange {
    @Option(name = "--key", description = "The new key file, made if it is not there; the old one again: keep it")
    @Completion(FileCompleter.class)
    String key;

    @Option(name = "--recovery", description = "The recovery file in use, or a new one; needed if there is one")
    @Completion(FileCompleter.class)
    String recovery;

    @Option(name = "--old-key", description = "Key file or recovery file in use; by default the one named last")
    @Completion(FileCompleter.class)
    String oldKey;

    @Option(name = "--old-passphrase-file", description = "Read the passphrase in use from a private file")
    String oldPassphraseFile;

    @Override
    protected Change prepare(ShellServices asked) {
        Vault vault = asked.vault();
        VaultStatus status = vault.status();
        Path old = VaultPlaces.key(oldKey, status);
        Path next = key == null ? old : VaultPlaces.file("--key", key);
        Optional<Path> second = VaultPlaces.optional("--recovery", recovery);
        PassphraseOptions fresh = passphrases();
        PassphraseOptions current = new PassphraseOptions(session(), false, oldPassphraseFile);
        boolean needed = status.passphrase() && oldKey == null;
        return new Change("vault:rekey", next.equals(old) ? "the same key file" : "another key file", () -> {
            char[] one = current.current(needed);
            try {
                return changed(vault, old, one, new KeyFiles(next, second), fresh);
            } finally {
                if (one != null) {
                    Arrays.fill(one, '\0'); // also when the new one was not typed twice the same
                }
            }
        });
    }

    private static Answer changed(Vault vault, Path old, char[] one, KeyFiles next, PassphraseOptions fresh) {
        return moved(vault.rekey(old, one, next, fresh.fresh()), old);
    }
}
