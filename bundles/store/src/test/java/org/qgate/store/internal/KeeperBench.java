package org.qgate.store.internal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.qgate.api.base.Workers;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.store.Storage;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreEngine;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.vault.NodeVault;
import org.qgate.sim.SimHealth;
import org.qgate.sim.SimRandom;
import org.qgate.store.internal.core.Stores;
import org.qgate.store.internal.seal.TestCell;

/** A node's folder with a real vault, and keepers of its store whose work is done when a test says so. */
final class KeeperBench {
    private static final Argon2 QUICK = new Argon2(64, 1, 1);
    private final Path root;
    private final SimRandom numbers = new SimRandom(5);
    final RandomSource random = this::draw;
    final Stores.Hand clock = new Stores.Hand();
    final SimHealth health = new SimHealth();
    final WaitingLines audit = new WaitingLines();
    final WaitingUpdates updates = new WaitingUpdates();
    final TestCell<Vault> vaults = new TestCell<>();
    final TestCell<Store> stores = new TestCell<>();
    final List<StoreEngine> engines = new ArrayList<>(List.of(new LocalEngine()));
    StorageSettings settings = StorageSettings.from(Map.of("store_segment_mib", "1"));

    KeeperBench(Path root) {
        this.root = root;
    }

    private synchronized void draw(byte[] out, int offset, int length) {
        numbers.fill(out, offset, length);
    }

    Path folder() {
        return root.resolve("store");
    }

    Path key() {
        return root.resolve("medium.key");
    }

    /** The vault as a node finds it, in the cell. */
    NodeVault vault() {
        Ciphers ciphers = Ciphers.standard();
        NodeVault vault = new NodeVault(root.resolve("vault"), random, clock, ciphers, QUICK, state -> {});
        vaults.set(vault);
        return vault;
    }

    NodeVault made() {
        NodeVault vault = vault();
        vault.create(KeyFiles.only(key()), null);
        return vault;
    }

    /** Tasks wait until somebody does them. */
    static final class Queue implements Workers {
        private final Deque<Runnable> tasks = new ArrayDeque<>();
        /** Whether a worker is quicker than whoever gives it a task. */
        boolean atOnce;

        @Override
        public synchronized boolean offer(Runnable task) {
            if (atOnce) {
                task.run();
            } else {
                tasks.add(task);
            }
            return true;
        }

        private synchronized Runnable next() {
            return tasks.poll();
        }

        void work() {
            for (Runnable task = next(); task != null; task = next()) {
                task.run();
            }
        }

        @Override
        public synchronized int queued() {
            return tasks.size();
        }

        @Override
        public void close() {}
    }

    /** A version of the bundle: its keeper, its worker, its door. */
    final class Version implements StoreKeeper.Door {
        final Queue queue = new Queue();
        final StoreKeeper keeper = new StoreKeeper(
                new StoreKeeper.Around(
                        folder(),
                        clock,
                        health,
                        queue,
                        vaults,
                        () -> random,
                        new NodeHistory(audit, updates, clock),
                        name -> engines.stream()
                                .filter(each -> each.capabilities().engine().equals(name))
                                .findFirst(),
                        this),
                () -> settings);
        private Store offered;

        @Override
        public synchronized void offer(Store store) {
            offered = store;
            stores.set(store);
        }

        @Override
        public synchronized void withdraw() {
            if (offered != null) {
                stores.clear(offered);
                offered = null;
            }
        }

        Version inOffice() {
            keeper.takeOffice();
            queue.work();
            return this;
        }

        /** Says that something changed, and lets the keeper work. */
        void changed() {
            keeper.changed();
            queue.work();
        }

        void tend() {
            keeper.tend();
            queue.work();
        }

        Storage.Standing standing() {
            return keeper.status().standing();
        }
    }

    Version version() {
        return new Version();
    }

    Optional<Store> store() {
        return stores.now();
    }
}
