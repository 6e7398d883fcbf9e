package org.qgate.bench.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.store.Batch;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.StoreStatus;
import org.qgate.store.internal.core.StoreCore;
import org.qgate.store.internal.core.StoreSettings;
import org.qgate.store.internal.disk.FolderDisk;
import org.qgate.store.internal.journal.JournalSettings;
import org.qgate.store.internal.seal.VaultSeal;
import org.qgate.testnet.ProcessCost;

/** The store of a node over a vault of its own: segments of 64 MiB, every record sealed, as shipped. */
public final class OurEngine implements Engine {
    private static final int SEGMENT = 64 << 20;
    private static final int STORE_ID = 16;
    private static final String SPACE = "bench";
    private static final String MAP = "records";

    private final CountedDisk disk;
    private final StoreCore store;
    private final StoreMap map;
    private final double openedSeconds;
    private final double openedCpuSeconds;

    /** Opens or makes it, with a budget for its index. */
    public OurEngine(Path folder, long indexBudgetBytes) throws IOException {
        RandomSource random = BenchVault.random();
        VaultSeal seal = new VaultSeal(new Only<>(BenchVault.of(folder.resolve("vault"), random)));
        disk = new CountedDisk(new FolderDisk(folder.resolve("store")));
        JournalSettings journal = new JournalSettings(SEGMENT, random.bytes(STORE_ID));
        long pid = ProcessHandle.current().pid();
        double cpu = ProcessCost.cpuSeconds(pid);
        long start = System.nanoTime();
        store = new StoreCore(disk, seal, BenchVault.CLOCK, new StoreSettings(journal, indexBudgetBytes, true));
        openedSeconds = (System.nanoTime() - start) / 1e9;
        openedCpuSeconds = ProcessCost.cpuSeconds(pid) - cpu;
        map = store.namespace(SPACE).map(MAP);
    }

    @Override
    public String name() {
        return "qgate";
    }

    @Override
    public void put(List<Record> records) {
        Batch batch = store.namespace(SPACE).batch();
        records.forEach(each -> batch.put(MAP, each.key(), each.value()));
        batch.commit();
    }

    @Override
    public byte[] get(byte[] key) {
        return map.get(key).orElse(null);
    }

    @Override
    public long syncs() {
        return disk.syncs();
    }

    /** Returns how many bytes were read from the disk so far. */
    public long read() {
        return disk.read();
    }

    /** Returns how long opening took, without the vault. */
    public double openedSeconds() {
        return openedSeconds;
    }

    /** Returns the CPU time of that, over all threads of the process. */
    public double openedCpuSeconds() {
        return openedCpuSeconds;
    }

    /** Returns the store's own numbers. */
    public StoreStatus status() {
        return store.status();
    }

    @Override
    public void close() {
        store.close();
    }
}
