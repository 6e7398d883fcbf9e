package org.qgate.shell.internal.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Option;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Text;
import org.qgate.shell.internal.view.VaultView;
import org.qgate.shell.internal.view.View;

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

    /** The same after the daily key file changed its place: the next start reads the place from the configuration. */
    static Answer moved(VaultStatus now, Path before) {
        Answer answer = shown(now);
        if (now.keyFile().equals(before.toString())) {
            return answer;
        }
        List<View> views = new ArrayList<>(answer.views());
        views.add((out, terminal) -> out.println(
                Text.clean("set vault_key = " + now.keyFile() + " in etc/org.qgate.crypto.cfg for the next start")));
        return new Answer(answer.document(), List.copyOf(views), answer.exitCode());
    }
}
