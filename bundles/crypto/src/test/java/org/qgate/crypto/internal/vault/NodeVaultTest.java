package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.crypto.internal.vault.VaultBench.HERE;
import static org.qgate.crypto.internal.vault.VaultBench.TEXT;
import static org.qgate.crypto.internal.vault.VaultBench.open;
import static org.qgate.crypto.internal.vault.VaultBench.refused;
import static org.qgate.crypto.internal.vault.VaultBench.seal;
import static org.qgate.crypto.internal.vault.VaultBench.words;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.KeyPlace;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.api.vault.VaultStatus;

/** The life of a vault: made, locked, unlocked, its key changed, its epochs turned and erased. */
class NodeVaultTest {
    @TempDir
    Path root;

    private VaultBench bench;
    private NodeVault vault;

    @BeforeEach
    void make() {
        bench = new VaultBench(root, 1);
        vault = bench.vault();
    }

    private VaultStatus create() {
        return vault.create(KeyFiles.only(bench.key()), null);
    }

    @Test
    void shouldSayWhatItIs() {
        assertEquals(VaultState.ABSENT, vault.status().state());
        refused(VaultError.ABSENT, () -> seal(vault, "peers", 1));
        refused(VaultError.ABSENT, () -> vault.unlock(bench.key(), null));
        VaultStatus made = create();
        assertEquals(VaultState.UNLOCKED, made.state());
        assertEquals(KeyPlace.SAME_MACHINE, made.place());
        assertEquals(bench.key().toString(), made.keyFile());
        assertFalse(made.passphrase() || made.recovery());
        assertEquals(32, made.id().length());
        refused(VaultError.EXISTS, this::create);
        refused(VaultError.EXISTS, () -> bench.vault().create(KeyFiles.only(bench.key()), null));
        assertEquals(List.of(VaultState.UNLOCKED), bench.told);
    }

    @Test
    void shouldOpenAfterRestart() {
        create();
        byte[] sealed = seal(vault, "peers", 1);
        NodeVault next = bench.vault();
        assertEquals(VaultState.LOCKED, next.status().state());
        refused(VaultError.LOCKED, () -> open(next, "peers", 1, HERE, sealed));
        assertEquals(VaultState.UNLOCKED, next.unlock(bench.key(), null).state());
        assertArrayEquals(TEXT, open(next, "peers", 1, HERE, sealed));
        assertFalse(VaultBench.contains(sealed, TEXT));
    }

    @Test
    void shouldForgetEverythingWhenLocked() {
        create();
        byte[] sealed = seal(vault, "peers", 1);
        vault.lock();
        vault.lock();
        assertEquals(VaultState.LOCKED, vault.status().state());
        refused(VaultError.LOCKED, () -> open(vault, "peers", 1, HERE, sealed));
        refused(VaultError.LOCKED, () -> seal(vault, "peers", 1));
        refused(VaultError.LOCKED, () -> vault.rotate());
        refused(VaultError.LOCKED, () -> vault.epochs());
        vault.look();
        assertEquals(VaultState.LOCKED, vault.status().state(), "who locks it by hand unlocks it by hand");
        vault.unlock(bench.key(), null);
        assertArrayEquals(TEXT, open(vault, "peers", 1, HERE, sealed));
        assertEquals(List.of(VaultState.UNLOCKED, VaultState.LOCKED, VaultState.UNLOCKED), bench.told);
    }

    /** Every way in which a value may come from somewhere else. */
    @Test
    void shouldRefuseWhatWasMovedOrAltered() {
        create();
        vault.rotate();
        byte[] sealed = seal(vault, "peers", 1);
        VaultError not = VaultError.NOT_AUTHENTIC;
        refused(not, () -> open(vault, "guards", 1, HERE, sealed));
        refused(not, () -> open(vault, "peers", 2, HERE, sealed));
        refused(not, () -> open(vault, "peers", 1, new byte[] {1, 2, 4}, sealed));
        refused(not, () -> open(vault, "peers", 1, new byte[] {1, 2}, sealed));
        refused(not, () -> open(vault, "peers", 1, new byte[0], sealed));
        refused(not, () -> open(vault, "peers", 1, HERE, Arrays.copyOf(sealed, sealed.length - 1)));
        refused(not, () -> open(vault, "peers", 1, HERE, Arrays.copyOf(sealed, Vault.OVERHEAD - 1)));
        for (int bit = 0; bit < 8 * sealed.length; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);
            refused(not, () -> open(vault, "peers", 1, HERE, altered));
        }
        VaultBench other = new VaultBench(root.resolve("other"), 2);
        NodeVault neighbour = other.vault();
        neighbour.create(KeyFiles.only(bench.key()), null); // even under the same key file
        refused(not, () -> open(neighbour, "peers", 1, HERE, sealed));
        assertArrayEquals(TEXT, open(vault, "peers", 1, HERE, sealed));
    }

    @Test
    void shouldSealWithinArrays() {
        create();
        byte[] in = new byte[TEXT.length + 20];
        System.arraycopy(TEXT, 0, in, 7, TEXT.length);
        byte[] sealed = new byte[200];
        int length = vault.seal("peers", 1, HERE, in, 7, TEXT.length, sealed, 11);
        byte[] out = new byte[200];
        assertEquals(TEXT.length, vault.open("peers", 1, HERE, sealed, 11, length, out, 3));
        assertArrayEquals(TEXT, Arrays.copyOfRange(out, 3, 3 + TEXT.length));
        byte[] small = new byte[TEXT.length + Vault.OVERHEAD - 1];
        assertThrows(
                IndexOutOfBoundsException.class, () -> vault.seal("peers", 1, HERE, TEXT, 0, TEXT.length, small, 0));
        assertThrows(IndexOutOfBoundsException.class, () -> vault.seal("peers", 1, HERE, TEXT, 1, TEXT.length, out, 0));
        assertThrows(
                IllegalArgumentException.class,
                () -> vault.seal("peers", 1, new byte[Vault.MAX_POSITION + 1], TEXT, 0, 1, out, 0));
        assertThrows(IllegalArgumentException.class, () -> seal(vault, "", 1));
        assertThrows(IllegalArgumentException.class, () -> seal(vault, "é".repeat(128), 1));
        assertEquals(0, open(vault, "peers", 1, HERE, empty()).length);
    }

    private byte[] empty() {
        byte[] sealed = new byte[Vault.OVERHEAD];
        vault.seal("peers", 1, HERE, new byte[0], 0, 0, sealed, 0);
        return sealed;
    }

    @Test
    void shouldAuthenticateByMapEpochAndContext() {
        create();
        vault.rotate();
        byte[] first = mac("peers", 1, HERE, 0);
        assertArrayEquals(first, mac("peers", 1, HERE, 0));
        List<byte[]> others = List.of(
                mac("guards", 1, HERE, 0),
                mac("peers", 2, HERE, 0),
                mac("peers", 1, TEXT, 0),
                mac("peers", 1, HERE, 1));
        others.forEach(other -> assertFalse(Arrays.equals(first, other)));
        assertFalse(Arrays.equals(mac(new byte[] {1}, new byte[] {2, 3}), mac(new byte[] {1, 2}, new byte[] {3})));
    }

    private byte[] mac(String map, long epoch, byte[] context, int at) {
        byte[] out = new byte[Vault.MAC + 1];
        vault.mac(map, epoch, context, TEXT, at, 5, out, 1);
        return out;
    }

    private byte[] mac(byte[] context, byte[] text) {
        byte[] out = new byte[Vault.MAC];
        vault.mac("peers", 1, context, text, 0, text.length, out, 0);
        return out;
    }

    @Test
    void shouldRotateAndErase() throws IOException {
        create();
        byte[] old = seal(vault, "peers", 1);
        assertEquals(2, vault.rotate());
        assertEquals(3, vault.rotate());
        byte[] young = seal(vault, "peers", 3);
        assertEquals(List.of(1L, 2L, 3L), vault.epochs());
        assertArrayEquals(TEXT, open(vault, "peers", 1, HERE, old));
        refused(VaultError.EPOCH_IN_USE, () -> vault.erase(3));
        refused(VaultError.UNKNOWN_EPOCH, () -> vault.erase(4));
        byte[] before = bench.headerBytes();
        Path blocks = root.resolve("blocks"); // another name for the header's blocks, as a disk search would see them
        Files.createLink(blocks, bench.header());
        vault.erase(1);
        assertArrayEquals(new byte[before.length], VaultBench.read(blocks), "what the header held is overwritten");
        refused(VaultError.UNKNOWN_EPOCH, () -> open(vault, "peers", 1, HERE, old));
        NodeVault next = bench.vault();
        next.unlock(bench.key(), null);
        refused(VaultError.UNKNOWN_EPOCH, () -> open(next, "peers", 1, HERE, old));
        assertArrayEquals(TEXT, open(next, "peers", 3, HERE, young));
        assertEquals(List.of(2L, 3L), next.epochs());
        assertEquals(4, next.rotate());
    }

    @Test
    void shouldRefuseMoreEpochsThanTheHeaderHolds() {
        create();
        for (int i = 1; i < Header.MOST_EPOCHS; i++) {
            vault.rotate();
        }
        refused(VaultError.FULL, () -> vault.rotate());
        assertTrue(bench.headerBytes().length < HeaderForm.LARGEST);
        vault.erase(1);
        assertEquals(Header.MOST_EPOCHS + 1, vault.rotate());
    }

    @Test
    void shouldAskForThePassphrase() {
        char[] given = words("correct horse ☂");
        VaultStatus made = vault.create(KeyFiles.only(bench.key()), given);
        assertArrayEquals(new char[given.length], given, "the caller's passphrase is overwritten");
        assertTrue(made.passphrase());
        byte[] sealed = seal(vault, "peers", 1);
        NodeVault next = bench.vault();
        assertTrue(next.status().passphrase());
        refused(VaultError.PASSPHRASE, () -> next.unlock(bench.key(), null));
        refused(VaultError.PASSPHRASE, () -> next.unlock(bench.key(), new char[0]));
        refused(VaultError.WRONG_KEY, () -> next.unlock(bench.key(), words("correct horse")));
        assertEquals(VaultState.LOCKED, next.status().state());
        next.verify(bench.key(), words("correct horse ☂"));
        assertEquals(VaultState.LOCKED, next.status().state());
        next.unlock(bench.key(), words("correct horse ☂"));
        assertArrayEquals(TEXT, open(next, "peers", 1, HERE, sealed));
    }

    @Test
    void shouldChangeKeyFileAndPassphraseWithoutSealingAnew() {
        create();
        byte[] sealed = seal(vault, "peers", 1);
        Path next = bench.medium.resolve("next.key");
        vault.rekey(bench.key(), null, KeyFiles.only(next), words("new"));
        assertArrayEquals(TEXT, open(vault, "peers", 1, HERE, sealed));
        NodeVault again = bench.vault();
        refused(VaultError.WRONG_KEY, () -> again.unlock(bench.key(), null));
        again.unlock(next, words("new"));
        assertArrayEquals(TEXT, open(again, "peers", 1, HERE, sealed));
        again.rekey(next, words("new"), KeyFiles.only(next), null); // only the passphrase goes
        bench.vault().verify(next, null);
    }

    /** Who copied the key file and has an old header reads the old epochs, and nothing that is sealed from then on. */
    @Test
    void shouldKeepWhatComesFromAThiefOfTheOldKeyFile() {
        create();
        byte[] header = bench.headerBytes();
        byte[] before = seal(vault, "peers", 1);
        vault.rekey(bench.key(), null, KeyFiles.only(bench.medium.resolve("next.key")), null);
        assertEquals(List.of(1L, 2L), vault.epochs());
        byte[] after = seal(vault, "peers", 2);
        VaultBench.write(bench.header(), header);
        NodeVault thief = bench.vault();
        thief.unlock(bench.key(), null);
        assertArrayEquals(TEXT, open(thief, "peers", 1, HERE, before));
        refused(VaultError.UNKNOWN_EPOCH, () -> open(thief, "peers", 2, HERE, after));
        thief.rotate();
        refused(VaultError.NOT_AUTHENTIC, () -> open(thief, "peers", 2, HERE, after));
    }

    @Test
    void shouldRecoverByTheSecondKeyFile() throws IOException {
        VaultStatus made = vault.create(KeyFiles.with(bench.key(), bench.recovery()), words("forgotten"));
        assertTrue(made.recovery());
        byte[] sealed = seal(vault, "peers", 1);
        Files.delete(bench.key());
        NodeVault next = bench.vault();
        refused(VaultError.KEY_FILE, () -> next.unlock(bench.key(), words("forgotten")));
        refused(VaultError.RECOVERY, () -> next.recover(bench.recovery(), KeyFiles.only(bench.key()), null));
        refused(
                VaultError.KEY_FILE,
                () -> next.recover(bench.recovery(), KeyFiles.with(bench.recovery(), bench.recovery()), null));
        assertEquals(VaultState.LOCKED, next.status().state());
        next.recover(bench.recovery(), KeyFiles.with(bench.key(), bench.recovery()), null);
        assertArrayEquals(TEXT, open(next, "peers", 1, HERE, sealed));
        bench.vault().verify(bench.key(), null);
        bench.vault().verify(bench.recovery(), null);
    }

    @Test
    void shouldKeepFilesToItself() throws IOException {
        create();
        for (Path file : List.of(bench.key(), bench.header())) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())));
        }
        try (var all = Files.list(bench.folder)) {
            assertEquals(List.of(bench.header()), all.toList());
        }
    }

    /** A file that somebody else made is neither taken for a key nor overwritten. */
    @Test
    void shouldNeverOverwriteAFile() throws IOException {
        Files.createDirectories(bench.medium);
        Files.writeString(bench.key(), "my diary");
        refused(VaultError.KEY_FILE, this::create);
        assertEquals("my diary", Files.readString(bench.key()));
        assertEquals(VaultState.ABSENT, bench.vault().status().state());
    }
}
