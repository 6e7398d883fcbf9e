package org.qgate.shell.internal.command;

import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;
import org.qgate.shell.internal.ShellServices;

/** Without its keys a node does nothing, so the shell offers only what brings them back. */
final class Locked {
    private Locked() {}

    /**
     * Refuses unless the vault is open. While nobody keeps one at all, the command itself finds out what is absent.
     *
     * @throws QGateException QG-VLT-0001 or QG-VLT-0002
     */
    static void refuse(ShellServices asked) {
        VaultStatus status = asked.cells().vault().now().map(Vault::status).orElse(null);
        if (status == null || status.state() == VaultState.UNLOCKED) {
            return;
        }
        boolean absent = status.state() == VaultState.ABSENT;
        String why = status.reason().isEmpty() ? "" : "the last reason was: " + status.reason();
        throw new QGateException(
                absent ? VaultError.ABSENT : VaultError.LOCKED, absent ? "the node has no vault yet" : locked(why));
    }

    private static String locked(String why) {
        return "the vault is locked" + (why.isEmpty() ? "" : "; " + why);
    }
}
