package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Text;
import org.qgate.shell.internal.view.VaultView;

/** {@code vault:notice}: called by etc/shell.init.script, so that whoever logs in at a terminal sees what is to be done. */
@Service
@Command(scope = "vault", name = "notice", description = "Say what is to be done while the vault is not open")
public final class VaultNoticeCommand implements Action {
    @Reference
    private Session session;

    @Reference
    private ShellServices services;

    @Override
    public Object execute() {
        if (session.getTerminal() != null) { // a command's output belongs to whoever asked for it
            String notice = notice(services);
            if (!notice.isEmpty()) {
                session.getConsole().println(notice);
            }
        }
        return null;
    }

    static String notice(ShellServices asked) {
        return asked.cells()
                .vault()
                .now()
                .map(Vault::status)
                .filter(vault -> vault.state() != VaultState.UNLOCKED)
                .map(vault -> Text.clean("  " + VaultView.remedy(vault) + "    " + vault.reason()))
                .orElse("");
    }
}
