package org.qgate.store.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import org.qgate.api.base.Clock;
import org.qgate.api.base.Current;
import org.qgate.api.base.Health;
import org.qgate.api.base.HealthState;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.error.VaultError;
import org.qgate.api.store.Capability;
import org.qgate.api.store.OpenStore;
import org.qgate.api.store.Storage;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreEngine;
import org.qgate.api.store.StoreStatus;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.store.internal.disk.FolderDisk;
import org.qgate.store.internal.disk.LookOnlyDisk;

/**
 * Has the store open while it is in office and the vault is unlocked. What takes long happens on workers of its own, one
 * after the other. What could not be opened is tried again when the vault changes or somebody asks. Thread-safe.
 */
final class StoreKeeper implements Storage {
    private static final String SUBSYSTEM = "store";

    private final Around around;
    private final Supplier<StorageSettings> settings;
    private final AtomicBoolean tending = new AtomicBoolean();
    private final Tending tender;
    private volatile boolean again;
    private boolean inOffice;
    private Attempt attempt;

    /**
     * What the keeper needs of its bundle.
     *
     * @param random waits for it when it must
     * @param engines finds an engine by its name
     * @param door where an open store is offered
     */
    record Around(
            Path folder,
            Clock clock,
            Health health,
            Workers workers,
            Current<Vault> vault,
            Supplier<RandomSource> random,
            NodeHistory history,
            Function<String, Optional<StoreEngine>> engines,
            Door door) {}

    /** Where the open store is offered. */
    interface Door {
        void offer(Store store);

        void withdraw();
    }

    StoreKeeper(Around around, Supplier<StorageSettings> settings) {
        this.around = around;
        this.settings = settings;
        tender = new Tending(around.vault(), around.health(), around.history());
    }

    /** From now on the store is this one's. */
    synchronized void takeOffice() {
        inOffice = true;
        changed();
    }

    /** The vault, an engine or the configuration changed, or somebody wants it tried again. */
    void changed() {
        again = true;
        around.workers().offer(this::settle);
    }

    /** Closes the store at once and opens none until it {@link #takeOffice takes office} again. */
    synchronized void leaveOffice() {
        inOffice = false;
        retire();
    }

    private void retire() {
        Attempt old = attempt;
        attempt = null;
        if (old != null) {
            around.door().withdraw();
            if (old.store() != null) {
                tender.anchor(old.store());
            }
            old.close();
        }
    }

    /** Closes it and opens it anew, with the settings of then. */
    synchronized void reopen() {
        if (inOffice) {
            retire();
            changed();
        }
    }

    /** Brings the store where it should be; on the workers' only thread. */
    private void settle() {
        Attempt begun = begin();
        if (begun != null) {
            try {
                opened(begun, open(begun, settings.get()));
            } catch (QGateException failed) {
                failed(begun, failed);
            }
        }
    }

    /** Returns an attempt if one is due. A vault that is not there is being replaced: what is open stays so. */
    private synchronized Attempt begin() {
        boolean anew = again;
        again = false;
        VaultState state =
                around.vault().now().map(vault -> vault.status().state()).orElse(null);
        if (!inOffice || state == null) {
            return null;
        }
        if (state != VaultState.UNLOCKED) {
            retire();
            VaultError why = state == VaultState.ABSENT ? VaultError.ABSENT : VaultError.LOCKED;
            waits(new QGateException(why, "the store waits for the vault"));
            return null;
        }
        if (attempt != null && (attempt.failure() == null || !anew)) {
            return null;
        }
        attempt = new Attempt();
        return attempt;
    }

    private void waits(QGateException why) {
        around.health().failed(SUBSYSTEM, HealthState.TEMPORARILY_UNAVAILABLE, why);
    }

    private OpenStore open(Attempt begun, StorageSettings wanted) {
        StoreEngine engine = around.engines()
                .apply(wanted.engine())
                .orElseThrow(() -> new QGateException(
                        StoreError.NOT_CAPABLE, "there is no engine named '" + wanted.engine() + "'"));
        engine.capabilities()
                .require(Capability.DURABLE, Capability.ORDERED, Capability.ATOMIC_BATCHES, Capability.EXPIRY);
        Vault vault = around.vault().await(Tending.PATIENCE);
        return engine.open(new StoreEngine.Surroundings(
                begun.disk(around.folder()),
                around.vault(),
                around.random().get(),
                around.clock(),
                vault.anchored(),
                wanted.segmentBytes(),
                wanted.indexBudgetBytes()));
    }

    private synchronized void opened(Attempt begun, OpenStore store) {
        begun.opened(store);
        if (attempt != begun) {
            return;
        }
        StoreStatus now = store.status();
        around.door().offer(store);
        around.health().ok(SUBSYSTEM, now.records() + " records in " + now.segments() + " files");
    }

    private synchronized void failed(Attempt begun, QGateException why) {
        begun.failed(why);
        if (attempt == begun) {
            boolean locked = why.code() == VaultError.LOCKED;
            around.health().failed(SUBSYSTEM, locked ? HealthState.TEMPORARILY_UNAVAILABLE : HealthState.ERROR, why);
        }
    }

    /** Does what there is to do in the background, on the workers. */
    void tend() {
        if (!tending.getAndSet(true) && !around.workers().offer(this::tendNow)) {
            tending.set(false);
        }
    }

    /** Takes what waits before the bundle ends; waits for it, for a bounded time. */
    void tendLast() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        boolean queued = around.workers().offer(() -> {
            tendNow();
            done.complete(null);
        });
        try {
            if (queued) {
                done.get(Tending.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            String why = "not all audit lines were taken: " + late.getClass().getSimpleName();
            around.health().failed(SUBSYSTEM, HealthState.WARN, new QGateException(StoreError.CLOSED, why));
        }
    }

    private void tendNow() {
        tending.set(false);
        OpenStore store = open();
        if (store != null) {
            tender.turn(store);
        }
    }

    private synchronized OpenStore open() {
        return attempt == null ? null : attempt.store();
    }

    @Override
    public synchronized Status status() {
        String engine = settings.get().engine();
        if (attempt == null) {
            return new Status(Standing.WAITING, engine, "the vault is not unlocked", VaultError.LOCKED.advice());
        }
        if (attempt.failure() != null) {
            QGateException why = attempt.failure();
            return new Status(
                    Standing.FAILED, engine, why.getMessage(), why.code().advice());
        }
        return new Status(attempt.store() == null ? Standing.OPENING : Standing.OPEN, engine, "", "");
    }

    @Override
    public void retry() {
        changed();
    }

    @Override
    public StoreStatus check(Path copy) {
        StorageSettings now = settings.get();
        try (FolderDisk disk = FolderDisk.existing(copy);
                OpenStore store = new LocalEngine()
                        .open(new StoreEngine.Surroundings(
                                new LookOnlyDisk(disk),
                                around.vault(),
                                around.random().get(),
                                around.clock(),
                                Optional.empty(),
                                now.segmentBytes(),
                                now.indexBudgetBytes()))) {
            store.check();
            return store.status();
        } catch (IOException failed) {
            throw new QGateException(StoreError.MISSING_SEGMENT, copy + ": " + failed.getMessage(), failed);
        }
    }
}
