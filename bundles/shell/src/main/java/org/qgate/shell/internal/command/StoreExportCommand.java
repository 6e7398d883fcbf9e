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

/** {@code store:export} */
@Service
@Command(scope = "store", name = "export", description = "Copy all that is kept at one moment, sealed as it is")
public final class StoreExportCommand extends ChangingCommand {
    @Argument(name = "FOLDER", description = "Absolute path; empty, or not there yet", required = true)
    @Completion(FileCompleter.class)
    String folder;

    @Override
    protected Change prepare(ShellServices asked) {
        Path target = VaultPlaces.file("FOLDER", folder);
        return new Change("store:export", "", () -> {
            asked.store().export(target);
            Document document = Document.of("qgate.store-export/1").with("folder", target.toString());
            return Answer.of(document, "copied to " + target + "; it can be put in the place of the store's folder");
        });
    }
}
