package org.qgate.api.store;

import java.util.Optional;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.vault.Vault;

/**
 * What a store is kept by: the journal of this machine, or something beyond it. Whoever offers another one registers it as a
 * service; the configuration names the one that the node's store is opened with.
 */
public interface StoreEngine {
    /** Returns what it can do, and its name, as the configuration gives it. */
    EngineCapabilities capabilities();

    /**
     * Opens the store. Blocks for as long as that takes; once the disk is closed nothing of it is needed any more.
     *
     * @throws org.qgate.api.error.QGateException naming what is damaged, missing or locked
     */
    OpenStore open(Surroundings surroundings);

    /**
     * What an engine is given.
     *
     * @param disk the folder of the store, its own
     * @param vault seals what it keeps, wherever it keeps it
     * @param random for the identity of a new store
     * @param anchored how far the store had come at least, or empty when nobody knows
     * @param segmentBytes size of the files of a new store
     * @param indexBudgetBytes memory after which no new key is taken
     */
    record Surroundings(
            Disk disk,
            Current<Vault> vault,
            RandomSource random,
            Clock clock,
            Optional<byte[]> anchored,
            int segmentBytes,
            long indexBudgetBytes) {}
}
