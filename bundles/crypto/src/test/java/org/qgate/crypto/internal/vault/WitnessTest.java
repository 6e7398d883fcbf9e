package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.crypto.internal.vault.VaultBench.move;
import static org.qgate.crypto.internal.vault.VaultBench.read;
import static org.qgate.crypto.internal.vault.VaultBench.refused;
import static org.qgate.crypto.internal.vault.VaultBench.words;
import static org.qgate.crypto.internal.vault.VaultBench.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.Freshness;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.VaultState;
import org.qgate.crypto.internal.TestClock;

/** The anchor beside the key file knows how far a vault and its store have come. */
class WitnessTest {
    private static final byte[] FIVE = {5};
    private static final byte[] SIX = {6, 6};

    @TempDir
    Path root;

    private VaultBench bench;
    private NodeVault vault;

    @BeforeEach
    void make() {
        bench = new VaultBench(root, 31);
        vault = bench.vault();
        vault.create(KeyFiles.only(bench.key()), null);
    }

    private Path anchor() {
        return bench.medium.resolve("qgate-" + vault.status().id() + ".anchor");
    }

    private NodeVault restarted() {
        NodeVault again = bench.vault();
        again.unlock(bench.key(), null);
        return again;
    }

    @Test
    void shouldRememberTheStoreOverARestart() throws IOException {
        assertEquals(Optional.empty(), vault.anchored());
        assertTrue(vault.status().freshness().witnessed());
        vault.anchor(FIVE);
        vault.renewAnchor();
        assertEquals(new Freshness(true, TestClock.START_MS, ""), vault.status().freshness());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(anchor())));
        NodeVault again = restarted();
        assertArrayEquals(FIVE, again.anchored().orElseThrow());
        assertTrue(again.status().freshness().witnessed());
    }

    @Test
    void shouldRefuseAnOlderHeaderAndLeaveTheAnchorAlone() throws IOException {
        byte[] older = bench.headerBytes();
        vault.rotate();
        vault.anchor(SIX);
        vault.renewAnchor();
        byte[] newest = bench.headerBytes();
        byte[] anchor = read(anchor());
        write(bench.header(), older);
        NodeVault rolledBack = bench.vault();
        refused(VaultError.OLDER_COPY, () -> rolledBack.unlock(bench.key(), null));
        refused(VaultError.OLDER_COPY, () -> rolledBack.verify(bench.key(), null));
        refused(
                VaultError.OLDER_COPY,
                () -> rolledBack.rekey(bench.key(), null, KeyFiles.only(bench.key()), words("new")));
        rolledBack.await(bench.key());
        assertEquals(VaultState.LOCKED, rolledBack.status().state());
        assertTrue(
                rolledBack.status().reason().startsWith(VaultError.OLDER_COPY.id()),
                rolledBack.status().reason());
        rolledBack.renewAnchor();
        rolledBack.end();
        assertArrayEquals(anchor, read(anchor()), "who has not opened the vault is no witness");
        assertArrayEquals(older, bench.headerBytes());
        write(bench.header(), newest);
        assertArrayEquals(SIX, restarted().anchored().orElseThrow());
        write(bench.header(), older);
        Files.delete(anchor());
        NodeVault restored = restarted(); // on purpose
        assertEquals(Optional.empty(), restored.anchored());
        assertTrue(restored.status().freshness().witnessed(), "from here on");
    }

    @Test
    void shouldAcceptAHeaderThatIsNewer() {
        vault.renewAnchor();
        vault.rotate();
        restarted();
    }

    @Test
    void shouldGoOnWithoutAnAnchorThatIsDamaged() {
        vault.anchor(FIVE);
        vault.renewAnchor();
        byte[] good = read(anchor());
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            write(anchor(), bad);
            assertEquals(Optional.empty(), restarted().anchored(), "byte " + at);
            assertFalse(Arrays.equals(bad, read(anchor())), "a new one takes its place");
        }
        write(anchor(), new byte[0]);
        assertTrue(restarted().status().freshness().witnessed());
    }

    @Test
    void shouldSayThatTheMediumCannotBeWritten() throws IOException {
        Files.delete(anchor());
        Files.createDirectories(anchor().resolve("in the way"));
        vault.unlock(bench.key(), null);
        Freshness freshness = vault.status().freshness();
        assertFalse(freshness.witnessed());
        assertTrue(freshness.reason().contains("cannot be written"), freshness.reason());
    }

    @Test
    void shouldTellVaultsOfOneKeyFileApart() {
        VaultBench other = new VaultBench(root.resolve("other"), 32);
        NodeVault second = other.vault();
        second.create(KeyFiles.only(bench.key()), null);
        vault.anchor(FIVE);
        second.anchor(SIX);
        vault.renewAnchor();
        second.renewAnchor();
        assertArrayEquals(FIVE, restarted().anchored().orElseThrow());
        write(bench.medium.resolve("qgate-" + second.status().id() + ".anchor"), read(anchor()));
        NodeVault again = other.vault();
        again.unlock(bench.key(), null);
        assertEquals(Optional.empty(), again.anchored(), "another vault's anchor");
    }

    @Test
    void shouldMoveWithTheKeyFile() {
        vault.anchor(FIVE);
        vault.renewAnchor();
        byte[] old = read(anchor());
        Path next = root.resolve("elsewhere/next.key");
        vault.rekey(bench.key(), null, KeyFiles.only(next), null);
        vault.renewAnchor();
        Path anchor = next.resolveSibling(anchor().getFileName());
        NodeVault again = bench.vault();
        again.unlock(next, null);
        assertArrayEquals(FIVE, again.anchored().orElseThrow());
        write(anchor, old);
        NodeVault swapped = bench.vault();
        swapped.unlock(next, null);
        assertEquals(Optional.empty(), swapped.anchored(), "sealed under the other key file");
    }

    /** The store says its last word after the keys are gone. */
    @Test
    void shouldTakeWhatIsSaidAfterALock() {
        vault.anchor(FIVE);
        vault.lock();
        vault.anchor(SIX);
        vault.renewAnchor();
        assertArrayEquals(SIX, restarted().anchored().orElseThrow());
        refused(VaultError.LOCKED, vault::anchored);
    }

    @Test
    void shouldWriteItAtTheEndAndNotWithoutTheMedium() {
        Path away = root.resolve("away");
        move(bench.medium, away);
        vault.look();
        vault.renewAnchor();
        assertFalse(Files.exists(bench.medium));
        move(away, bench.medium);
        vault.look();
        vault.anchor(FIVE);
        vault.end();
        assertArrayEquals(FIVE, restarted().anchored().orElseThrow());
    }

    @Test
    void shouldWriteOnlyWhatIsNew() throws IOException {
        vault.anchor(FIVE);
        vault.renewAnchor();
        byte[] first = read(anchor());
        vault.anchor(FIVE);
        vault.renewAnchor();
        NodeVault again = restarted();
        again.renewAnchor();
        assertArrayEquals(first, read(anchor()));
    }

    @Test
    void shouldGoToTheNextVersionWithTheKeys() {
        vault.anchor(FIVE);
        NodeVault next = bench.vault();
        next.thaw(vault.freeze());
        vault.end();
        assertEquals(Optional.empty(), restarted().anchored(), "not the old one's any more");
        assertArrayEquals(FIVE, next.anchored().orElseThrow());
        next.renewAnchor();
        assertArrayEquals(FIVE, restarted().anchored().orElseThrow());
    }
}
