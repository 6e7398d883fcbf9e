package org.qgate.store.internal.journal;

import java.nio.ByteBuffer;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.StoreMap;

/** The numbers of the format. */
final class Format {
    static final int VERSION = 1;
    static final long MANIFEST_MAGIC = 0x514753544D414E31L; // QGSTMAN1
    static final long SEGMENT_MAGIC = 0x5147535453454731L; // QGSTSEG1
    static final int BATCH_MAGIC = 0x51474231; // QGB1
    static final int END_MAGIC = 0x51474531; // QGE1
    static final int STORE_ID_BYTES = 16;
    static final int MAC_BYTES = 32;
    static final int SEGMENT_HEADER_BYTES = 128;
    static final int BATCH_HEADER_BYTES = 64;
    static final int FRAME_HEADER_BYTES = 12;
    /** A batch without records. */
    static final int END_MARK_BYTES = BATCH_HEADER_BYTES + MAC_BYTES;
    /** Operation, sequence, expiry, key length. */
    static final int RECORD_HEADER_BYTES = 19;
    /** Batches begin at multiples of it, so a search for them has few places to look at. */
    static final int ALIGNMENT = 8;
    /** Map, key length, operation, offset, length, sequence. */
    static final int FOOTER_ENTRY_BYTES = 23;
    /** Plain bytes of a page of a footer, at most. */
    static final int FOOTER_PAGE_BYTES = 64 << 10;
    /** What may be left free at the end of a page. */
    static final int LARGEST_FOOTER_ENTRY_BYTES = FOOTER_ENTRY_BYTES + StoreMap.MAX_KEY_BYTES;

    private Format() {}

    static int aligned(int bytes) {
        return (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    }

    /** What a frame's seal is bound to: store, place and map. */
    static byte[] frameBinding(byte[] storeId, int segment, int offset, int length, int map) {
        return ByteBuffer.allocate(STORE_ID_BYTES + 16)
                .put(storeId)
                .putInt(segment)
                .putInt(offset)
                .putInt(length)
                .putInt(map)
                .array();
    }

    /** What a batch's MAC is bound to beside its bytes: store and place. */
    static byte[] batchBinding(byte[] storeId, int segment, int offset) {
        return ByteBuffer.allocate(STORE_ID_BYTES + 8)
                .put(storeId)
                .putInt(segment)
                .putInt(offset)
                .array();
    }

    static QGateException damaged(int segment, int offset, String what) {
        return damaged(segment, offset, what, null);
    }

    static QGateException damaged(int segment, int offset, String what, Throwable cause) {
        return new QGateException(StoreError.DAMAGED, "segment " + segment + " offset " + offset + ": " + what, cause);
    }
}
