package org.qgate.store.internal.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;

/** How far a journal has come, for a witness outside it: an older copy of the whole store is whole as well. */
record Anchor(byte[] storeId, Batches.Chain chain) {
    private static final byte VERSION = 1;
    private static final int BYTES = 1 + Format.STORE_ID_BYTES + 8 + Format.MAC_BYTES;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .put(VERSION)
                .put(storeId)
                .putLong(chain.number())
                .put(chain.mac())
                .array();
    }

    /** Reads an anchor; null for none. */
    static Anchor decode(byte[] bytes) {
        if (bytes.length == 0) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (bytes.length != BYTES || in.get() != VERSION) {
            throw new QGateException(StoreError.UNKNOWN_FORMAT, "an anchor that this version does not know");
        }
        byte[] storeId = new byte[Format.STORE_ID_BYTES];
        in.get(storeId);
        long number = in.getLong();
        byte[] mac = new byte[Format.MAC_BYTES];
        in.get(mac);
        return new Anchor(storeId, new Batches.Chain(number, mac));
    }

    /** Refuses a store that has not come as far, or went another way. */
    void refuseOlder(byte[] found, Batches.Chain end) {
        if (!Arrays.equals(found, storeId)) {
            throw new QGateException(StoreError.OLDER_COPY, "the store is not the one that the anchor tells of");
        }
        boolean same = end.number() == chain.number() && Arrays.equals(end.mac(), chain.mac());
        if (end.number() <= chain.number() && !same) {
            throw new QGateException(
                    StoreError.OLDER_COPY,
                    "the store ends with batch " + end.number() + ", the anchor knows batch " + chain.number());
        }
    }

    /** Refuses to begin a store where there was one. */
    static QGateException gone() {
        return new QGateException(StoreError.OLDER_COPY, "there is no store, and the anchor tells of one");
    }
}
