package org.qgate.shell.internal.command;

import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.FileCompleter;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code vault:backup} */
@Service
@Command(
        scope = "vault",
        name = "backup",
        description = "Copy the vault's header and the sealed identity; bin/qgate backup saves the whole node")
public final class VaultBackupCommand extends ChangingCommand {
    @Argument(name = "FOLDER", description = "Absolute path outside the node's folder; is made", required = true)
    @Completion(FileCompleter.class)
    String folder;

    @Override
    protected boolean worksLocked() {
        return true;
    }

    @Override
    protected Change prepare(ShellServices asked) {
        Path target = VaultPlaces.file("FOLDER", folder);
        VaultCopy copy = new VaultCopy(asked.bedrock().folder());
        copy.check(target);
        return new Change("vault:backup", "", () -> {
            int files = copy.write(target);
            Document document = Document.of("qgate.vault-backup/1")
                    .with("folder", target.toString())
                    .with("files", files);
            return Answer.of(document, files + " files in " + target + "; the key file is not among them");
        });
    }
}
