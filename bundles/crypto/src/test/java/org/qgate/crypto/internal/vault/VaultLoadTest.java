package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.crypto.internal.vault.VaultBench.HERE;
import static org.qgate.crypto.internal.vault.VaultBench.TEXT;
import static org.qgate.crypto.internal.vault.VaultBench.open;
import static org.qgate.crypto.internal.vault.VaultBench.seal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;

/** Keys come and go while several threads seal and open: whatever was sealed opens, whatever fails says "locked". */
@Timeout(120)
class VaultLoadTest {
    private static final int THREADS = 4;
    private static final int ROUNDS = 60;

    @TempDir
    Path root;

    @Test
    void shouldKeepWhatWasSealedWhileKeysComeAndGo() throws Exception {
        VaultBench bench = new VaultBench(root, 9);
        NodeVault vault = bench.vault();
        vault.create(KeyFiles.only(bench.key()), null);
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong opened = new AtomicLong();
        ExecutorService users = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> work = IntStream.range(0, THREADS)
                    .<Future<?>>mapToObj(i -> users.submit(() -> use(vault, "map " + i % 3, over, opened)))
                    .toList();
            for (int i = 0; i < ROUNDS; i++) {
                long before = opened.get();
                turn(vault, bench, i % 4);
                while (opened.get() == before && work.stream().noneMatch(Future::isDone)) {
                    Thread.onSpinWait(); // somebody must get through between two changes
                }
            }
            over.set(true);
            for (Future<?> one : work) {
                one.get(60, TimeUnit.SECONDS);
            }
        } finally {
            over.set(true);
            users.shutdownNow();
        }
        assertTrue(opened.get() >= ROUNDS, "opened " + opened);
        assertEquals(1 + ROUNDS / 2, vault.epochs().size(), "a rotation and another key file begin one each");
    }

    private static void turn(NodeVault vault, VaultBench bench, int what) {
        switch (what) {
            case 0 -> vault.rotate();
            case 1 -> {
                vault.lock();
                vault.unlock(bench.key(), null);
            }
            case 2 -> vault.rekey(bench.key(), null, KeyFiles.only(bench.key()), null);
            default -> {
                ByteBuffer escrow = vault.freeze();
                vault.thaw(escrow);
            }
        }
    }

    private static void use(NodeVault vault, String map, AtomicBoolean over, AtomicLong opened) {
        while (!over.get()) {
            try {
                List<Long> epochs = vault.epochs();
                long epoch = epochs.get(epochs.size() - 1);
                byte[] sealed = seal(vault, map, epoch);
                assertArrayEquals(TEXT, open(vault, map, epoch, HERE, sealed));
                opened.incrementAndGet();
            } catch (QGateException refused) {
                assertEquals(VaultError.LOCKED.id(), refused.codeId());
            }
        }
    }
}
