package org.qgate.sim.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Batch;
import org.qgate.api.store.StoreMap;

/** Collects the steps of a batch. */
final class MemoryBatch implements Batch {
    private final MemoryStore store;
    private final String namespace;
    private final int rollbacks;
    private final List<Step> steps = new ArrayList<>();
    private Optional<byte[]> last = Optional.empty();
    private boolean used;

    MemoryBatch(MemoryStore store, String namespace) {
        this.store = store;
        this.namespace = namespace;
        this.rollbacks = store.rollbacks(namespace);
    }

    /** A change of one key, or an expectation. */
    abstract static class Step {
        final String map;
        final byte[] key;

        Step(String map, byte[] key) {
            if (key.length == 0 || key.length > StoreMap.MAX_KEY_BYTES) {
                throw new QGateException(StoreError.TOO_LARGE, "a key of " + key.length + " bytes");
            }
            this.map = MemoryStore.checked(map);
            this.key = key.clone();
        }

        boolean holds(MemoryStore store, String namespace) {
            return true;
        }

        /** Returns what the key has then. */
        abstract Optional<byte[]> apply(MemoryStore store, String namespace);

        /** Whether it changes its key. */
        boolean changes() {
            return true;
        }

        /** Whether what is there may make it impossible. */
        boolean mayBeRefused() {
            return false;
        }

        /** Returns what it writes; 0 when it needs no room. */
        long bytes() {
            return 0;
        }
    }

    private static final class Put extends Step {
        private final MemoryStore.Kept kept;

        Put(String map, byte[] key, byte[] value, long untilMs) {
            super(map, key);
            kept = new MemoryStore.Kept(value.clone(), untilMs);
        }

        @Override
        Optional<byte[]> apply(MemoryStore store, String namespace) {
            store.set(namespace, map, key, kept);
            return Optional.of(kept.value());
        }

        @Override
        long bytes() {
            return (long) key.length + kept.value().length;
        }
    }

    private static final class Remove extends Step {
        Remove(String map, byte[] key) {
            super(map, key);
        }

        @Override
        Optional<byte[]> apply(MemoryStore store, String namespace) {
            store.unset(namespace, map, key);
            return Optional.empty();
        }
    }

    private static final class Add extends Step {
        private final long delta;

        Add(String map, byte[] key, long delta) {
            super(map, key);
            this.delta = delta;
        }

        @Override
        Optional<byte[]> apply(MemoryStore store, String namespace) {
            long sum = number(store.now(namespace, map, key)) + delta;
            byte[] value = ByteBuffer.allocate(Long.BYTES).putLong(sum).array();
            store.set(namespace, map, key, new MemoryStore.Kept(value, 0));
            return Optional.of(value);
        }

        @Override
        boolean mayBeRefused() {
            return true;
        }

        @Override
        long bytes() {
            return key.length + Long.BYTES;
        }
    }

    private static final class Expect extends Step {
        private final Optional<byte[]> value;

        Expect(String map, byte[] key, Optional<byte[]> value) {
            super(map, key);
            this.value = value.map(byte[]::clone);
        }

        @Override
        boolean holds(MemoryStore store, String namespace) {
            return Arrays.equals(
                    value.orElse(null), store.now(namespace, map, key).orElse(null));
        }

        @Override
        boolean changes() {
            return false;
        }

        @Override
        Optional<byte[]> apply(MemoryStore store, String namespace) {
            return store.now(namespace, map, key);
        }
    }

    static long number(Optional<byte[]> value) {
        if (value.isPresent() && value.get().length != Long.BYTES) {
            throw new QGateException(StoreError.NO_COUNTER, "a value of " + value.get().length + " bytes");
        }
        return value.map(bytes -> ByteBuffer.wrap(bytes).getLong()).orElse(0L);
    }

    @Override
    public MemoryBatch put(String map, byte[] key, byte[] value) {
        return step(new Put(map, key, value, 0));
    }

    @Override
    public MemoryBatch putUntil(String map, byte[] key, byte[] value, long untilWallMs) {
        if (untilWallMs <= 0) {
            throw new IllegalArgumentException("until " + untilWallMs + " ms");
        }
        return step(new Put(map, key, value, untilWallMs));
    }

    @Override
    public MemoryBatch remove(String map, byte[] key) {
        return step(new Remove(map, key));
    }

    @Override
    public MemoryBatch add(String map, byte[] key, long delta) {
        return step(new Add(map, key, delta));
    }

    @Override
    public MemoryBatch expect(String map, byte[] key, Optional<byte[]> value) {
        return step(new Expect(map, key, value));
    }

    private MemoryBatch step(Step step) {
        steps.add(step);
        return this;
    }

    @Override
    public boolean commit() {
        if (used) {
            throw new IllegalStateException("this batch was committed before");
        }
        used = true;
        Optional<Optional<byte[]>> done = store.commit(this);
        last = done.orElse(Optional.empty());
        return done.isPresent();
    }

    /** Returns what the last step left, once committed. */
    Optional<byte[]> last() {
        return last;
    }

    String namespace() {
        return namespace;
    }

    int rollbacks() {
        return rollbacks;
    }

    List<Step> steps() {
        return steps;
    }
}
