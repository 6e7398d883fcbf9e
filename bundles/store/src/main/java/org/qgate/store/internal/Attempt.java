package org.qgate.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.OpenStore;
import org.qgate.store.internal.disk.FolderDisk;

/** One opening of the store, from its begin until what was opened is closed. Thread-safe. */
final class Attempt {
    private FolderDisk disk;
    private OpenStore store;
    private QGateException failure;
    private boolean closed;

    /** Opens the folder that the store will be in. */
    synchronized FolderDisk disk(Path folder) {
        try {
            disk = new FolderDisk(folder);
            if (closed) {
                disk.close();
            }
            return disk;
        } catch (IOException failed) {
            throw new QGateException(StoreError.FAILED, "the folder of the store: " + failed.getMessage(), failed);
        }
    }

    /** The open store, or null. */
    synchronized OpenStore store() {
        return store;
    }

    /** Why it failed, or null. */
    synchronized QGateException failure() {
        return failure;
    }

    synchronized void opened(OpenStore open) {
        store = open;
        if (closed) {
            close();
        }
    }

    synchronized void failed(QGateException why) {
        failure = why;
        close();
    }

    /** Closes the store; from here on nothing touches the disk, not even who is still opening it. */
    synchronized void close() {
        closed = true;
        if (store != null) {
            store.close();
        }
        try {
            if (disk != null) {
                disk.close();
            }
        } catch (IOException failed) {
            throw new QGateException(StoreError.FAILED, "cannot close: " + failed.getMessage(), failed);
        }
    }
}
