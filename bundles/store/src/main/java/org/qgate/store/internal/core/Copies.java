package org.qgate.store.internal.core;

import java.util.ArrayList;
import java.util.List;

/** Records that are written anew and need not be so together: in batches as large as may be. */
final class Copies {
    private final StoreCore store;
    private List<Request.Copy> copies = new ArrayList<>();
    private int bytes;

    Copies(StoreCore store) {
        this.store = store;
    }

    /** Adds one; {@code length} is what it needs in a batch at most. */
    void add(Request.Copy copy, int length) {
        if (bytes + length > store.largestBatch()) {
            flush();
        }
        copies.add(copy);
        bytes += length;
    }

    void flush() {
        if (!copies.isEmpty()) {
            store.commit(Request.copies(copies, bytes));
            copies = new ArrayList<>();
            bytes = 0;
        }
    }
}
