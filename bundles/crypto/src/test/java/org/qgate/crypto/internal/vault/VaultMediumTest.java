package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.crypto.internal.vault.VaultBench.HERE;
import static org.qgate.crypto.internal.vault.VaultBench.TEXT;
import static org.qgate.crypto.internal.vault.VaultBench.move;
import static org.qgate.crypto.internal.vault.VaultBench.open;
import static org.qgate.crypto.internal.vault.VaultBench.refused;
import static org.qgate.crypto.internal.vault.VaultBench.seal;
import static org.qgate.crypto.internal.vault.VaultBench.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.KeyPlace;
import org.qgate.api.vault.VaultState;
import org.qgate.crypto.internal.Tamper;

/** The medium with the key file comes and goes. */
class VaultMediumTest {
    @TempDir
    Path root;

    private VaultBench bench;
    private NodeVault vault;
    private Path away;

    @BeforeEach
    void make() {
        bench = new VaultBench(root, 5);
        vault = bench.vault();
        away = root.resolve("away");
    }

    @Test
    void shouldLockWhenTheMediumGoesAndUnlockWhenItComesBack() {
        vault.create(KeyFiles.only(bench.key()), null);
        byte[] sealed = seal(vault, "peers", 1);
        vault.look();
        assertEquals(VaultState.UNLOCKED, vault.status().state());
        move(bench.medium, away);
        vault.look();
        assertEquals(VaultState.LOCKED, vault.status().state());
        assertTrue(
                vault.status().reason().contains("was removed"), vault.status().reason());
        refused(VaultError.LOCKED, () -> open(vault, "peers", 1, HERE, sealed));
        vault.look();
        move(away, bench.medium);
        vault.look();
        assertEquals(VaultState.UNLOCKED, vault.status().state());
        assertArrayEquals(TEXT, open(vault, "peers", 1, HERE, sealed));
        assertEquals(List.of(VaultState.UNLOCKED, VaultState.LOCKED, VaultState.UNLOCKED), bench.told);
    }

    @Test
    void shouldWaitForThePassphraseWhenTheMediumIsBack() {
        vault.create(KeyFiles.only(bench.key()), words("pass"));
        move(bench.medium, away);
        vault.look();
        move(away, bench.medium);
        vault.look();
        assertEquals(VaultState.LOCKED, vault.status().state());
        vault.unlock(bench.key(), words("pass"));
        assertEquals(VaultState.UNLOCKED, vault.status().state());
    }

    @Test
    void shouldNotTakeAnotherMediumForItsOwn() throws IOException {
        vault.create(KeyFiles.only(bench.key()), null);
        move(bench.medium, away);
        vault.look();
        VaultBench other = new VaultBench(root.resolve("other"), 6);
        other.vault().create(KeyFiles.only(other.key()), null);
        move(other.medium, bench.medium);
        vault.look();
        assertEquals(VaultState.LOCKED, vault.status().state());
        assertTrue(
                vault.status().reason().contains(VaultError.WRONG_KEY.id()),
                vault.status().reason());
        Files.delete(bench.key());
        Files.move(away.resolve("node.key"), bench.key());
        vault.look();
        assertEquals(VaultState.UNLOCKED, vault.status().state());
    }

    @Test
    void shouldStayLockedWhenSomebodyLockedItMeanwhile() {
        vault.create(KeyFiles.only(bench.key()), null);
        move(bench.medium, away);
        vault.look();
        vault.lock();
        move(away, bench.medium);
        vault.look();
        assertEquals(VaultState.LOCKED, vault.status().state());
    }

    /** As far as Java lets us look: our own cells are zero; the ciphers' copies are the runtime's. */
    @Test
    void shouldWipeItsCells() {
        vault.create(KeyFiles.only(bench.key()), null);
        seal(vault, "peers", 1);
        KeyRing ring = ((KeyHolder) Tamper.read(vault, "keys")).held().ring();
        KeyCell kek = (KeyCell) Tamper.read(ring, "kek");
        KeyCell epoch = (KeyCell) ((Map<?, ?>) Tamper.read(ring, "epochs")).get(1L);
        assertFalse(Arrays.equals(new byte[32], kek.copy()) || Arrays.equals(new byte[32], epoch.copy()));
        move(bench.medium, away);
        vault.look();
        assertArrayEquals(new byte[32], kek.copy());
        assertArrayEquals(new byte[32], epoch.copy());
        assertTrue(((Map<?, ?>) Tamper.read(ring, "ready")).isEmpty());
    }

    @Test
    void shouldSayWhereTheKeyLies() throws IOException {
        Path disk = Files.createDirectories(root.resolve("sys/sdx"));
        Path part = Files.createDirectories(disk.resolve("sdx1"));
        Files.writeString(disk.resolve("removable"), "1\n");
        Path system = Files.createDirectories(root.resolve("class"));
        Files.createSymbolicLink(system.resolve("sdx1"), part);
        Files.createSymbolicLink(system.resolve("sdx"), disk);
        for (String device : List.of("sdx", "sdx1")) {
            Medium medium = Medium.of(root, Optional.of(Path.of("/dev", device)), system);
            assertEquals(KeyPlace.REMOVABLE, medium.place(), device);
        }
        Files.writeString(disk.resolve("removable"), "0\n");
        Optional<Path> device = Optional.of(Path.of("/dev/sdx1"));
        assertEquals(KeyPlace.SAME_MACHINE, Medium.of(root, device, system).place());
        assertEquals(
                KeyPlace.SAME_MACHINE, Medium.of(root, Optional.empty(), system).place());
        assertEquals(
                KeyPlace.SAME_MACHINE,
                Medium.of(root, Optional.of(Path.of("/dev/none")), system).place());
    }

    /** The system may still show a file of a device that was pulled out. */
    @Test
    void shouldNoticeThatTheDeviceIsGone() throws IOException {
        Path device = Files.createFile(root.resolve("device"));
        Medium medium = Medium.of(Files.createFile(root.resolve("file")), Optional.of(device), root);
        assertTrue(medium.present());
        Files.delete(device);
        assertFalse(medium.present());
    }
}
