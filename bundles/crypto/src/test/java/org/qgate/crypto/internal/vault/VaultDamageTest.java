package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.VaultState;
import org.qgate.crypto.internal.primitive.Hkdf;

/** Damage, wrong keys and attackers at the files: each is named, none is passed over, nothing is changed. */
class VaultDamageTest {
    @TempDir
    Path root;

    private VaultBench bench;

    @BeforeEach
    void make() {
        bench = new VaultBench(root, 3);
        NodeVault vault = bench.vault();
        vault.create(KeyFiles.with(bench.key(), bench.recovery()), words("pass"));
        vault.rotate();
    }

    private String codeOfUnlocking() {
        NodeVault vault = bench.vault();
        String code = assertThrows(QGateException.class, () -> vault.unlock(bench.key(), words("pass")))
                .codeId();
        assertEquals(VaultState.LOCKED, vault.status().state());
        return code;
    }

    @Test
    void shouldTellDamageApartFromAWrongKey() {
        byte[] good = bench.headerBytes();
        for (int bit = 0; bit < 8 * good.length; bit += 3) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            VaultBench.write(bench.header(), bad);
            boolean version = bit / 8 == 8 || bit / 8 == 9;
            String code = codeOfUnlocking();
            assertTrue(
                    code.equals(VaultError.DAMAGED.id()) || version && code.equals(VaultError.TOO_NEW.id()),
                    "bit " + bit + ": " + code);
            assertArrayEquals(bad, bench.headerBytes(), "nothing is changed on disk");
        }
        for (int length = 0; length < good.length; length++) {
            VaultBench.write(bench.header(), Arrays.copyOf(good, length));
            assertEquals(VaultError.DAMAGED.id(), codeOfUnlocking(), "cut to " + length);
        }
        VaultBench.write(bench.header(), good);
        bench.vault().verify(bench.key(), words("pass"));
    }

    /** Whoever can write the disk can make the checksum right, but not the MAC. */
    @Test
    void shouldNoticeAlterationsWithARightChecksum() {
        byte[] good = bench.headerBytes();
        Set<String> allowed = Set.of(
                VaultError.DAMAGED.id(),
                VaultError.WRONG_KEY.id(),
                VaultError.TOO_NEW.id(),
                VaultError.PASSPHRASE.id());
        for (int at = 0; at < good.length - Hkdf.HASH; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            byte[] checksum = Hkdf.sha256(Arrays.copyOf(bad, bad.length - Hkdf.HASH));
            System.arraycopy(checksum, 0, bad, bad.length - Hkdf.HASH, Hkdf.HASH);
            VaultBench.write(bench.header(), bad);
            String code = codeOfUnlocking();
            assertTrue(allowed.contains(code), "byte " + at + ": " + code);
        }
    }

    @Test
    void shouldRefuseEpochsFromAnotherTime() {
        NodeVault vault = bench.vault();
        vault.unlock(bench.key(), words("pass"));
        byte[] old = seal(vault, "peers", 1);
        byte[] withBoth = bench.headerBytes();
        vault.erase(1);
        byte[] without = bench.headerBytes();
        int epoch = 16 + 40;
        int cut = withBoth.length - 2 * Hkdf.HASH - 2 * epoch;
        byte[] forged = new byte[withBoth.length];
        System.arraycopy(withBoth, 0, forged, 0, withBoth.length);
        System.arraycopy(without, 0, forged, 0, cut - 2); // today's revision and slots, yesterday's epochs
        byte[] checksum = Hkdf.sha256(Arrays.copyOf(forged, forged.length - Hkdf.HASH));
        System.arraycopy(checksum, 0, forged, forged.length - Hkdf.HASH, Hkdf.HASH);
        VaultBench.write(bench.header(), forged);
        assertEquals(VaultError.DAMAGED.id(), codeOfUnlocking());
        VaultBench.write(bench.header(), without);
        NodeVault again = bench.vault();
        again.unlock(bench.key(), words("pass"));
        refused(VaultError.UNKNOWN_EPOCH, () -> open(again, "peers", 1, HERE, old));
    }

    @Test
    void shouldNameAWrongKeyFile() {
        VaultBench other = new VaultBench(root.resolve("other"), 4);
        other.vault().create(KeyFiles.only(other.key()), null);
        NodeVault vault = bench.vault();
        byte[] before = bench.headerBytes();
        refused(VaultError.WRONG_KEY, () -> vault.unlock(other.key(), words("pass")));
        refused(VaultError.KEY_FILE, () -> vault.unlock(root.resolve("nothing"), words("pass")));
        refused(VaultError.KEY_FILE, () -> vault.unlock(root, words("pass")));
        refused(VaultError.WRONG_KEY, () -> vault.rekey(other.key(), null, KeyFiles.only(other.key()), null));
        assertArrayEquals(before, bench.headerBytes());
    }

    @Test
    void shouldNameADamagedKeyFile() {
        byte[] good = VaultBench.read(bench.key());
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            VaultBench.write(bench.key(), bad);
            String code = codeOfUnlocking();
            boolean newer = at == 8;
            assertEquals((newer ? VaultError.TOO_NEW : VaultError.KEY_FILE).id(), code, "byte " + at);
        }
        VaultBench.write(bench.key(), Arrays.copyOf(good, good.length + 1));
        assertEquals(VaultError.KEY_FILE.id(), codeOfUnlocking());
    }

    @Test
    void shouldGoOnAfterACrashBetweenWritingAndRenaming() throws IOException {
        Files.writeString(bench.folder.resolve(".header.new"), "half a hea");
        NodeVault vault = bench.vault();
        vault.unlock(bench.key(), words("pass"));
        assertEquals(3, vault.rotate());
        assertTrue(Files.notExists(bench.folder.resolve(".header.new")));
        bench.vault().verify(bench.recovery(), null);
    }

    @Test
    void shouldChangeNothingWhenTheHeaderCannotBeWritten() throws IOException {
        NodeVault vault = bench.vault();
        vault.unlock(bench.key(), words("pass"));
        byte[] sealed = seal(vault, "peers", 1);
        byte[] before = bench.headerBytes();
        Path aside = bench.folder.resolve(".header.new");
        Files.createDirectories(aside.resolve("in the way"));
        refused(VaultError.NOT_WRITTEN, vault::rotate);
        refused(VaultError.NOT_WRITTEN, () -> vault.erase(1));
        assertArrayEquals(before, bench.headerBytes());
        assertEquals(2, vault.epochs().size());
        assertArrayEquals(TEXT, open(vault, "peers", 1, HERE, sealed));
        Files.delete(aside.resolve("in the way"));
        assertEquals(3, vault.rotate());
    }
}
