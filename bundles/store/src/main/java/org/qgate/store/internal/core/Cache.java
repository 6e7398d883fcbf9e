package org.qgate.store.internal.core;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.qgate.api.base.Clock;

/**
 * Values that were read lately, in the clear. They lie outside the heap, where the collector leaves no copies behind, and
 * are overwritten when the store closes. Whoever changes a key forgets it here before anybody can read again. Thread-safe.
 */
final class Cache implements AutoCloseable {
    private static final int SHARD_BITS = 4;
    /** 2^32 by the golden ratio: spreads hashes that differ in few bits (Knuth, TAOCP 3, section 6.4). */
    private static final int SPREAD = 0x9E3779B9;

    private final CacheShard[] shards = new CacheShard[1 << SHARD_BITS];

    /** Makes one of at most so many bytes; it begins smaller. */
    Cache(long mostBytes) {
        for (int i = 0; i < shards.length; i++) {
            shards[i] = new CacheShard((int) (mostBytes / shards.length), ByteBuffer::allocateDirect);
        }
    }

    private static int hash(byte[] indexKey) {
        return Arrays.hashCode(indexKey) * SPREAD;
    }

    private CacheShard shard(int hash) {
        return shards[hash >>> Integer.SIZE - SHARD_BITS];
    }

    /** Returns a value that is not over, or null. */
    byte[] get(byte[] indexKey, Clock clock) {
        int hash = hash(indexKey);
        return shard(hash).get(hash, indexKey, clock);
    }

    /** Keeps a value for a while. */
    void keep(byte[] indexKey, byte[] value, long untilMs) {
        int hash = hash(indexKey);
        shard(hash).keep(hash, indexKey, value, untilMs);
    }

    void forget(byte[] indexKey) {
        int hash = hash(indexKey);
        shard(hash).forget(hash, indexKey);
    }

    /** Overwrites everything with zeros; nothing is kept any more. */
    @Override
    public void close() {
        for (CacheShard each : shards) {
            each.close();
        }
    }
}
