package org.qgate.shell.internal.command;

import java.nio.file.Path;
import org.apache.karaf.shell.api.console.Session;
import org.qgate.api.error.QGateException;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.UsageException;

/**
 * Proves again who an operator is, beyond the key that opened the session: by the vault's passphrase, or by a key file of
 * the vault that is named now. The file that lies beside the node, without a passphrase, proves nothing.
 */
public final class Identity {
    private Identity() {}

    /**
     * Asks for the proof and checks it.
     *
     * @param key absolute path of a key file, or null
     * @param passphraseFile absolute path, or null to ask on the terminal
     * @return true; whatever is no proof throws
     * @throws QGateException what the vault says of a wrong key or passphrase
     * @throws UsageException when there is nothing that could prove it
     */
    public static boolean prove(ShellServices asked, Session session, String key, String passphraseFile) {
        Vault vault = asked.vault();
        VaultStatus status = vault.status();
        if (key == null && !status.passphrase()) {
            throw new UsageException("a privileged permission wants a proof of who you are: --key FILE of the vault");
        }
        Path file = VaultPlaces.key(key, status);
        PassphraseOptions passphrase = new PassphraseOptions(session, false, passphraseFile);
        vault.verify(file, passphrase.current(status.passphrase()));
        return true;
    }
}
