package org.qgate.store.internal.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.crypto.RandomSource;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.error.VaultError;
import org.qgate.api.store.Disk;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.crypto.internal.primitive.Argon2;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.vault.NodeVault;
import org.qgate.sim.FaultDisk;
import org.qgate.sim.SimRandom;
import org.qgate.store.internal.core.StoreCore;
import org.qgate.store.internal.core.StoreSettings;
import org.qgate.store.internal.core.Stores;
import org.qgate.store.internal.journal.JournalSettings;

/** A real vault under the store. */
class VaultSealTest {
    private static final Argon2 QUICK = new Argon2(64, 1, 1);
    private static final byte[] TEXT = "what nobody else may read".getBytes(StandardCharsets.UTF_8);
    private static final byte[] HERE = {1, 2, 3};

    @TempDir
    Path root;

    private final SimRandom numbers = new SimRandom(7);
    private final RandomSource random = this::draw;
    private final TestCell<Vault> current = new TestCell<>();

    private synchronized void draw(byte[] out, int offset, int length) {
        numbers.fill(out, offset, length);
    }

    private NodeVault vault(String node) {
        return new NodeVault(root.resolve(node), random, new Stores.Hand(), Ciphers.standard(), QUICK, state -> {});
    }

    private NodeVault made(String node) {
        NodeVault vault = vault(node);
        vault.create(KeyFiles.only(root.resolve(node + ".key")), null);
        current.set(vault);
        return vault;
    }

    private static void refused(ErrorCode code, Runnable call) {
        assertEquals(code.id(), assertThrows(QGateException.class, call::run).codeId());
    }

    @Test
    void shouldOpenOnlyWhatWasSealedThere() throws GeneralSecurityException {
        made("node");
        VaultSeal seal = new VaultSeal(current);
        KeyName key = KeyName.map(3, seal.epoch());
        byte[] sealed = seal.seal(key, HERE, TEXT);
        assertEquals(TEXT.length + seal.overhead(), sealed.length);
        assertArrayEquals(TEXT, seal.open(key, HERE, sealed));
        assertThrows(GeneralSecurityException.class, () -> seal.open(key, TEXT, sealed));
        assertThrows(GeneralSecurityException.class, () -> seal.open(KeyName.map(4, seal.epoch()), HERE, sealed));
        assertThrows(GeneralSecurityException.class, () -> seal.open(KeyName.map(3, 99), HERE, sealed));
        assertThrows(GeneralSecurityException.class, () -> seal.open(key, HERE, new byte[seal.overhead() - 1]));
        sealed[sealed.length - 1] ^= 1;
        assertThrows(GeneralSecurityException.class, () -> seal.open(key, HERE, sealed));
    }

    @Test
    void shouldKnowItsMacs() {
        made("node");
        VaultSeal seal = new VaultSeal(current);
        KeyName key = KeyName.journal(seal.epoch());
        byte[] mac = seal.mac(key, HERE, TEXT, 2, 5);
        assertTrue(seal.isMac(mac, key, HERE, TEXT, 2, 5));
        assertFalse(seal.isMac(mac, key, HERE, TEXT, 2, 6));
        assertFalse(seal.isMac(mac, KeyName.journal(99), HERE, TEXT, 2, 5), "an epoch that is not there");
    }

    @Test
    void shouldChangeItsEpochWhenToldTo() throws GeneralSecurityException {
        NodeVault vault = made("node");
        VaultSeal seal = new VaultSeal(current);
        byte[] old = seal.seal(KeyName.map(3, seal.epoch()), HERE, TEXT);
        vault.rotate();
        assertEquals(1, seal.epoch());
        assertEquals(2, seal.newest());
        seal.renew();
        assertEquals(2, seal.epoch());
        assertArrayEquals(TEXT, seal.open(KeyName.map(3, 1), HERE, old));
    }

    @Test
    void shouldLetTheVaultEraseWhatNobodyNeeds() {
        NodeVault vault = made("node");
        VaultSeal seal = new VaultSeal(current);
        vault.rotate();
        vault.rotate();
        seal.renew();
        seal.release(2);
        assertEquals(List.of(2L, 3L), vault.epochs());
        seal.release(3);
        assertEquals(List.of(3L), vault.epochs());
    }

    @Test
    void shouldRefuseWhileLocked() {
        NodeVault vault = made("node");
        VaultSeal seal = new VaultSeal(current);
        vault.lock();
        refused(VaultError.LOCKED, () -> seal.seal(KeyName.journal(1), HERE, TEXT));
        refused(VaultError.LOCKED, () -> seal.isMac(TEXT, KeyName.journal(1), HERE, TEXT, 0, 5));
        refused(VaultError.LOCKED, () -> new VaultSeal(current));
    }

    @Test
    void shouldAskTheOneInPlaceOfWhoLeft() throws Exception {
        NodeVault before = made("node");
        NodeVault after = vault("node");
        VaultSeal seal = new VaultSeal(current);
        ByteBuffer escrow = before.freeze();
        CompletableFuture<byte[]> waiting =
                CompletableFuture.supplyAsync(() -> seal.seal(KeyName.map(3, 1), HERE, TEXT));
        after.thaw(escrow);
        current.set(after);
        before.leave();
        byte[] sealed = waiting.get(30, TimeUnit.SECONDS);
        assertArrayEquals(TEXT, seal.open(KeyName.map(3, 1), HERE, sealed));
    }

    private StoreCore store(Disk disk) {
        byte[] id = random.bytes(16);
        StoreSettings settings = new StoreSettings(new JournalSettings(16 << 10, id), 16 << 20, false);
        return new StoreCore(disk, new VaultSeal(current), new Stores.Hand(), settings);
    }

    @Test
    void shouldKeepAStoreThatNoOtherVaultOpens() {
        FaultDisk disk = new FaultDisk();
        NodeVault mine = made("node");
        try (StoreCore store = store(disk)) {
            store.namespace("space").map("map").put(HERE, TEXT);
        }
        made("other");
        refused(StoreError.WRONG_KEY, () -> store(disk));
        current.set(mine);
        try (StoreCore store = store(disk)) {
            assertArrayEquals(
                    TEXT, store.namespace("space").map("map").get(HERE).orElseThrow());
            store.check();
        }
    }
}
