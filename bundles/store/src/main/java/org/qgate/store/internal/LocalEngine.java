package org.qgate.store.internal;

import org.qgate.api.store.EngineCapabilities;
import org.qgate.api.store.OpenStore;
import org.qgate.api.store.StoreEngine;
import org.qgate.store.internal.core.StoreCore;
import org.qgate.store.internal.core.StoreSettings;
import org.qgate.store.internal.journal.JournalSettings;
import org.qgate.store.internal.seal.VaultSeal;

/** The journal in the node's own folder, sealed by the node's vault. */
final class LocalEngine implements StoreEngine {
    private static final int STORE_ID_BYTES = 16;

    @Override
    public EngineCapabilities capabilities() {
        return StoreCore.CAPABILITIES;
    }

    @Override
    public OpenStore open(Surroundings around) {
        byte[] newStoreId = around.random().bytes(STORE_ID_BYTES);
        byte[] anchor = around.anchored().orElse(new byte[0]);
        JournalSettings journal = new JournalSettings(around.segmentBytes(), newStoreId, anchor);
        StoreSettings settings = new StoreSettings(journal, around.indexBudgetBytes(), true);
        return new StoreCore(around.disk(), new VaultSeal(around.vault()), around.clock(), settings);
    }
}
