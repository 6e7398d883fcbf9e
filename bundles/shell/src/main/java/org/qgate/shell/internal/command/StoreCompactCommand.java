package org.qgate.shell.internal.command;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreStatus;
import org.qgate.shell.internal.ShellServices;
import org.qgate.shell.internal.view.Answer;
import org.qgate.shell.internal.view.Document;
import org.qgate.shell.internal.view.Text;

/** {@code store:compact} */
@Service
@Command(scope = "store", name = "compact", description = "Free the segments that are worth it, now")
public final class StoreCompactCommand extends ChangingCommand {
    @Override
    protected Change prepare(ShellServices asked) {
        StoreStatus before = asked.store().status();
        String detail = Text.bytes(before.diskBytes()) + " on disk, " + Text.bytes(before.liveBytes()) + " needed";
        return new Change("store:compact", detail, () -> compacted(asked.store(), before));
    }

    private Answer compacted(Store store, StoreStatus before) {
        int freed = 0;
        // Each turn frees one segment; those that come meanwhile are the background task's.
        while (freed < before.segments() && !Thread.currentThread().isInterrupted() && store.compact()) {
            freed++;
            say("freed a segment, " + Text.bytes(store.status().diskBytes()) + " on disk");
        }
        StoreStatus after = store.status();
        Document document = Document.of("qgate.store-compact/1")
                .with("segmentsFreed", freed)
                .with("diskBytesBefore", before.diskBytes())
                .with("diskBytes", after.diskBytes());
        return Answer.of(
                document,
                "freed " + freed + " segments: " + Text.bytes(before.diskBytes()) + " -> "
                        + Text.bytes(after.diskBytes()));
    }
}
