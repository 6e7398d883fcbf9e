package org.qgate.kernel.internal;

import org.qgate.api.store.Batch;
import org.qgate.api.store.Namespace;

/**
 * Changes in the order in which they must become durable: all at once when they fit into a batch, else one batch after
 * the other. Blocking: off the loop. For one thread.
 */
public final class Writing {
    /** Half of what the smallest store takes at once: records are longer there than here. */
    static final int BATCH_BYTES = 512 << 10;

    private static final int RECORD_BYTES = 128;

    private final Namespace names;
    private Batch batch;
    private long bytes;

    /** Begins without changes. */
    public Writing(Namespace names) {
        this.names = names;
        this.batch = names.batch();
    }

    /** Sets a value. */
    public void put(String map, byte[] key, byte[] value) {
        makeRoom(key.length + value.length);
        batch.put(map, key, value);
    }

    /** Removes a value. */
    public void remove(String map, byte[] key) {
        makeRoom(key.length);
        batch.remove(map, key);
    }

    private void makeRoom(int more) {
        if (bytes > 0 && bytes + more + RECORD_BYTES > BATCH_BYTES) {
            batch.commit();
            batch = names.batch();
            bytes = 0;
        }
        bytes += more + RECORD_BYTES;
    }

    /** Makes the rest durable. */
    public void commit() {
        batch.commit();
    }
}
