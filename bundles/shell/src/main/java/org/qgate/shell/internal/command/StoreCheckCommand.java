package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.store.Store;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;

/** {@code store:check} */
@Service
@Command(scope = "store", name = "check", description = "Read everything and check it; changes nothing")
public final class StoreCheckCommand extends NodeCommand {
    @Override
    protected Answer answer(ShellServices asked) {
        Store store = asked.store();
        store.check();
        long records = store.status().records();
        int segments = store.status().segments();
        Document document = Document.of("qgate.store-check/1")
                .with("sound", true)
                .with("records", records)
                .with("segments", segments);
        return Answer.of(document, records + " records in " + segments + " segments are as they were written");
    }
}
