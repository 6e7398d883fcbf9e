package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Option;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.VaultView;

/** A command that changes the vault or its keys. What it records has no path, key or passphrase. */
abstract class VaultChange extends ChangingCommand {
    @Option(name = "--passphrase", description = "Ask for a passphrase on the terminal, without echo")
    boolean passphrase;

    @Option(name = "--passphrase-file", description = "Read the passphrase from a file that only its owner may read")
    String passphraseFile;

    @Override
    protected final boolean worksLocked() {
        return true;
    }

    /** To be called before anything is changed: refuses two ways at once. */
    final PassphraseOptions passphrases() {
        return new PassphraseOptions(session(), passphrase, passphraseFile);
    }

    /** Shows how the vault stands now. */
    static Answer shown(VaultStatus now) {
        return Answer.of(Document.of("qgate.vault/1").with("vault", now), VaultView.of(now));
    }
}
