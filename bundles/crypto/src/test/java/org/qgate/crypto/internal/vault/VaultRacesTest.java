package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.crypto.internal.vault.VaultBench.move;
import static org.qgate.crypto.internal.vault.VaultBench.refused;
import static org.qgate.crypto.internal.vault.VaultBench.words;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.VaultState;
import org.qgate.crypto.internal.DiskFolder;
import org.qgate.crypto.internal.SeededRandom;
import org.qgate.crypto.internal.TestClock;
import org.qgate.crypto.internal.primitive.Ciphers;

/** What happens while something else does. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VaultRacesTest {
    private static final int THREADS = 4;

    @TempDir
    Path root;

    /** Answers with a passphrase, and does something in the very moment in which the vault waits for it. */
    private static final class Meanwhile implements Unattended {
        private Runnable deed = () -> {};

        @Override
        public boolean answers() {
            return true;
        }

        @Override
        public char[] passphrase() {
            deed.run();
            return words("pass");
        }
    }

    private final Meanwhile meanwhile = new Meanwhile();

    private NodeVault vault(VaultBench bench) {
        VaultGround ground =
                VaultGround.bare(bench.folder, bench.random, new TestClock(), Ciphers.standard(), VaultBench.QUICK);
        return new NodeVault(ground.unattended(meanwhile), bench.told::add);
    }

    /** A vault whose medium was pulled out and is back, which the next look would notice. */
    private NodeVault returning(VaultBench bench) {
        NodeVault vault = vault(bench);
        vault.create(KeyFiles.only(bench.key()), words("pass"));
        Path away = root.resolve("away");
        move(bench.medium, away);
        vault.look();
        move(away, bench.medium);
        return vault;
    }

    @Test
    void shouldStayLockedWhenSomebodyLocksWhileItOpens() {
        VaultBench bench = new VaultBench(root, 41);
        NodeVault vault = returning(bench);
        meanwhile.deed = vault::lock;
        vault.look();
        assertEquals(VaultState.LOCKED, vault.status().state());
        meanwhile.deed = () -> {};
        vault.look();
        assertEquals(VaultState.LOCKED, vault.status().state(), "locked by hand");
        assertEquals(List.of(VaultState.UNLOCKED, VaultState.LOCKED), bench.told);
    }

    @Test
    void shouldNotOpenBehindTheBackOfAHandOver() {
        VaultBench bench = new VaultBench(root, 42);
        NodeVault vault = returning(bench);
        List<ByteBuffer> escrow = new ArrayList<>();
        meanwhile.deed = () -> escrow.add(vault.freeze());
        vault.look();
        meanwhile.deed = () -> {};
        assertEquals(VaultState.LOCKED, vault.status().state());
        NodeVault next = vault(bench);
        next.thaw(escrow.get(0));
        vault.leave();
        vault.look();
        assertEquals(VaultState.LOCKED, vault.status().state());
        refused(VaultError.LOCKED, () -> vault.unlock(bench.key(), words("pass")));
        next.look();
        assertEquals(VaultState.UNLOCKED, next.status().state(), "the medium is awaited as before");
        assertEquals(List.of(VaultState.UNLOCKED, VaultState.LOCKED, VaultState.UNLOCKED), bench.told);
    }

    private static <T> List<T> atOnce(Callable<T> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    start.await(20, TimeUnit.SECONDS);
                    return work.call();
                }));
            }
            List<T> all = new ArrayList<>();
            for (Future<T> each : running) {
                all.add(each.get(20, TimeUnit.SECONDS));
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Nodes of one user that start at the same moment share one key file. */
    @Test
    void shouldMakeOneKeyFileForAll() throws Exception {
        AtomicLong seeds = new AtomicLong();
        for (int round = 0; round < 20; round++) {
            Path file = root.resolve("round-" + round).resolve("vault.key");
            List<KeyFile> made = atOnce(() -> KeyFile.readOrMake(file, new SeededRandom(seeds.incrementAndGet())));
            for (KeyFile each : made) {
                assertArrayEquals(KeyFile.read(file).name(), each.name());
                assertArrayEquals(KeyFile.read(file).secret(), each.secret());
            }
            try (var left = Files.list(file.getParent())) {
                assertEquals(1, left.count(), "nothing lies aside");
            }
        }
    }

    @Test
    void shouldNotWriteOverAFileThatIsThere() throws IOException {
        Path file = Files.write(root.resolve("there"), new byte[] {1});
        assertTrue(PrivateFile.create(root.resolve("new"), new byte[] {2}));
        assertEquals(false, PrivateFile.create(file, new byte[] {2}));
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
    }

    /** Files of the bundle are sealed anew while their owner writes: he finds what he wrote last. */
    @Test
    void shouldNotLoseAWriteToARotation() throws Exception {
        VaultBench bench = new VaultBench(root, 43);
        SealedFolder files = new SealedFolder(new DiskFolder(root.resolve("state")), "crypto");
        VaultGround ground = VaultGround.bare(
                root.resolve("state/crypto/vault"),
                bench.random,
                new TestClock(),
                Ciphers.standard(),
                VaultBench.QUICK);
        NodeVault vault = new NodeVault(ground.owning(files), bench.told::add);
        files.use(vault);
        vault.create(KeyFiles.only(bench.key()), null);
        ExecutorService turner = Executors.newSingleThreadExecutor();
        try {
            Future<?> turning = turner.submit(() -> {
                for (int i = 0; i < 60; i++) {
                    vault.erase(vault.rotate() - 1);
                }
            });
            for (int i = 0; i < 200 || !turning.isDone(); i++) {
                byte[] content = {(byte) i, (byte) (i >> 8)};
                files.write("crypto/example.key", content);
                assertArrayEquals(content, files.read("crypto/example.key").orElseThrow(), "write " + i);
            }
            turning.get(20, TimeUnit.SECONDS);
        } finally {
            turner.shutdownNow();
        }
    }
}
