package org.qgate.store.internal.core;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Capability;
import org.qgate.api.store.EngineCapabilities;
import org.qgate.api.store.StoreMap;
import org.qgate.store.internal.index.Index;

/** What may be refused: a new key when the index has used up its memory, growth beyond a namespace's quota. */
final class Limits {
    /** Name of this engine. */
    static final String ENGINE = "local";

    private final Index index;
    private final Usage usage;
    private final Catalogue catalogue;
    private final StoreSettings settings;
    private final Map<String, Long> quotas = new ConcurrentHashMap<>();

    Limits(Index index, Usage usage, Catalogue catalogue, StoreSettings settings) {
        this.index = index;
        this.usage = usage;
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /** This engine can do everything. */
    static EngineCapabilities capabilities(int largestBatch) {
        Set<Capability> all = EnumSet.allOf(Capability.class);
        return new EngineCapabilities(ENGINE, all, largestBatch, StoreMap.MAX_KEY_BYTES);
    }

    void quota(String namespace, long bytes) {
        quotas.put(namespace, bytes);
    }

    long indexBudgetBytes() {
        return settings.indexBudgetBytes();
    }

    /** Whether anything could be refused: otherwise nobody needs to look up what a change replaces. */
    boolean matter() {
        return !quotas.isEmpty() || index.bytes() >= mostIndexBytes();
    }

    private long mostIndexBytes() {
        return settings.indexBudgetBytes() - settings.cacheBytes();
    }

    void refuseNewKeyWhenFull() {
        long bytes = index.bytes();
        if (bytes >= mostIndexBytes()) {
            throw new QGateException(
                    StoreError.INDEX_FULL, "the index holds " + bytes + " bytes of " + mostIndexBytes());
        }
    }

    void refuseBeyondQuota(int namespace, long growth) {
        if (quotas.isEmpty()) {
            return;
        }
        String name = catalogue.name(namespace).orElse("");
        long limit = quotas.getOrDefault(name, 0L);
        long after = bytesOf(namespace) + growth;
        if (limit > 0 && after > limit) {
            throw new QGateException(StoreError.QUOTA, name + " would hold " + after + " bytes of " + limit);
        }
    }

    long bytesOf(int namespace) {
        return catalogue.mapsOf(namespace).stream().mapToLong(usage::ofMap).sum();
    }
}
