package org.qgate.store.internal.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Batch;
import org.qgate.api.store.StoreMap;

/** Collects the steps of a batch. */
final class Changes implements Batch {
    private final StoreCore store;
    private final String namespace;
    private final List<Op> ops = new ArrayList<>();
    private long bytes;
    private Request request;

    Changes(StoreCore store, String namespace) {
        this.store = store;
        this.namespace = namespace;
    }

    @Override
    public Changes put(String map, byte[] key, byte[] value) {
        return step(Op.Kind.PUT, map, key, value.clone(), 0);
    }

    @Override
    public Changes putUntil(String map, byte[] key, byte[] value, long untilWallMs) {
        if (untilWallMs <= 0) {
            throw new IllegalArgumentException("until " + untilWallMs + " ms");
        }
        return step(Op.Kind.PUT, map, key, value.clone(), untilWallMs);
    }

    @Override
    public Changes remove(String map, byte[] key) {
        return step(Op.Kind.REMOVE, map, key, null, 0);
    }

    @Override
    public Changes add(String map, byte[] key, long delta) {
        return step(Op.Kind.ADD, map, key, null, delta);
    }

    @Override
    public Changes expect(String map, byte[] key, Optional<byte[]> value) {
        return step(Op.Kind.EXPECT, map, key, value.map(byte[]::clone).orElse(null), 0);
    }

    private Changes step(Op.Kind kind, String map, byte[] key, byte[] value, long number) {
        checkedKey(key);
        Op op = new Op(kind, store.mapNumber(namespace, Catalogue.checked(map)), key.clone(), value, number);
        bytes += store.bytes(op);
        ops.add(op);
        return this;
    }

    static byte[] checkedKey(byte[] key) {
        if (key.length == 0 || key.length > StoreMap.MAX_KEY_BYTES) {
            throw new QGateException(
                    StoreError.TOO_LARGE, "a key of " + key.length + " bytes; 1 to " + StoreMap.MAX_KEY_BYTES);
        }
        return key;
    }

    @Override
    public boolean commit() {
        if (request != null) {
            throw new IllegalStateException("this batch was committed before");
        }
        int owner = store.knownNamespace(namespace).orElse(0);
        request = Request.changes(owner, ops, (int) Math.min(bytes, Integer.MAX_VALUE));
        return ops.isEmpty() || store.commit(request);
    }

    /** Returns what the last addition came to, once committed. */
    long sum() {
        return request.sum();
    }
}
