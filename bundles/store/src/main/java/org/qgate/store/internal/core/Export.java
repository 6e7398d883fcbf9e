package org.qgate.store.internal.core;

import java.io.IOException;
import java.nio.file.Path;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.store.internal.disk.FolderDisk;
import org.qgate.store.internal.journal.Journal;
import org.qgate.store.internal.journal.JournalCopy;

/** Copies a store that is used. Writers wait while the segment that grows is copied; an open view keeps the others. */
final class Export {
    private final StoreCore store;
    private final Journal journal;

    Export(StoreCore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    void to(Path folder) {
        View pin = store.openView(View.OF_NOTHING);
        try (FolderDisk target = new FolderDisk(folder)) {
            if (!target.list().isEmpty()) {
                throw new QGateException(StoreError.EXPORT, folder + " is not empty");
            }
            JournalCopy[] begun = new JournalCopy[1];
            IOException[] failure = new IOException[1];
            store.exclusively(() -> {
                try {
                    begun[0] = journal.copyTo(target);
                } catch (IOException failed) {
                    failure[0] = failed;
                }
            });
            if (failure[0] != null) {
                throw failure[0];
            }
            begun[0].finish();
        } catch (IOException failed) {
            String how = failed.getClass().getSimpleName() + " " + failed.getMessage();
            throw new QGateException(StoreError.EXPORT, folder + ": " + how, failed);
        } finally {
            store.closeView(pin);
        }
    }
}
