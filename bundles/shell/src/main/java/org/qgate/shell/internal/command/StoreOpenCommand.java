package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.store.Storage;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code store:open} */
@Service
@Command(scope = "store", name = "open", description = "Try again to open a store that could not be opened")
public final class StoreOpenCommand extends ChangingCommand {
    @Override
    protected Change prepare(ShellServices asked) {
        Storage keeper = asked.storage();
        return new Change("store:open", "", () -> {
            keeper.retry();
            return Answer.of(Document.of("qgate.store-open/1"), "tried again: store:status says what came of it");
        });
    }
}
