package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.crypto.internal.vault.VaultBench.HERE;
import static org.qgate.crypto.internal.vault.VaultBench.TEXT;
import static org.qgate.crypto.internal.vault.VaultBench.move;
import static org.qgate.crypto.internal.vault.VaultBench.open;
import static org.qgate.crypto.internal.vault.VaultBench.refused;
import static org.qgate.crypto.internal.vault.VaultBench.seal;
import static org.qgate.crypto.internal.vault.VaultBench.words;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.VaultState;

/** An open vault changes hands between versions of its bundle, and back. */
class VaultHandOverTest {
    @TempDir
    Path root;

    private VaultBench bench;
    private NodeVault vault;

    @BeforeEach
    void make() {
        bench = new VaultBench(root, 7);
        vault = bench.vault();
    }

    @Test
    void shouldGoOnInTheNextVersion() {
        vault.create(KeyFiles.only(bench.key()), null);
        vault.rotate();
        byte[] sealed = seal(vault, "peers", 2);
        NodeVault next = bench.vault();
        ByteBuffer escrow = vault.freeze();
        assertTrue(escrow.isDirect());
        next.thaw(escrow);
        vault.leave();
        assertArrayEquals(TEXT, open(next, "peers", 2, HERE, sealed));
        refused(VaultError.LOCKED, () -> open(vault, "peers", 2, HERE, sealed));
        assertEquals(3, next.rotate());
        Path away = root.resolve("away");
        move(bench.medium, away);
        next.look();
        assertEquals(VaultState.LOCKED, next.status().state(), "the medium is watched as before");
        move(away, bench.medium);
        next.look();
        assertArrayEquals(TEXT, open(next, "peers", 2, HERE, sealed));
        vault.end();
        assertEquals(List.of(VaultState.UNLOCKED, VaultState.LOCKED, VaultState.UNLOCKED), bench.told);
    }

    @Test
    void shouldGoOnInTheOldVersionWhenTheNextOneFails() {
        vault.create(KeyFiles.only(bench.key()), words("pass"));
        byte[] sealed = seal(vault, "peers", 1);
        ByteBuffer escrow = vault.freeze();
        vault.look();
        refused(VaultError.LOCKED, () -> vault.unlock(bench.key(), words("pass")));
        refused(VaultError.LOCKED, vault::lock);
        vault.thaw(escrow);
        assertArrayEquals(TEXT, open(vault, "peers", 1, HERE, sealed));
    }

    @Test
    void shouldHandOverALockedOrAbsentVault() {
        NodeVault next = bench.vault();
        next.thaw(vault.freeze());
        assertEquals(VaultState.ABSENT, next.status().state());
        next.create(KeyFiles.only(bench.key()), null);
        next.lock();
        NodeVault last = bench.vault();
        last.thaw(next.freeze());
        assertEquals(VaultState.LOCKED, last.status().state());
        assertEquals(bench.key().toString(), last.status().keyFile());
    }

    @Test
    void shouldRefuseAnotherVaultsEscrow() {
        vault.create(KeyFiles.only(bench.key()), null);
        ByteBuffer escrow = vault.freeze();
        VaultBench other = new VaultBench(root.resolve("other"), 8);
        NodeVault stranger = other.vault();
        refused(VaultError.ABSENT, () -> stranger.thaw(escrow));
        stranger.create(KeyFiles.only(other.key()), null);
        NodeVault again = other.vault();
        refused(VaultError.DAMAGED, () -> again.thaw(escrow));
        ByteBuffer newer = ByteBuffer.allocateDirect(32).put(0, (byte) 2);
        assertThrows(IllegalArgumentException.class, () -> again.thaw(newer));
        ByteBuffer cut = escrow.duplicate().limit(20);
        assertThrows(IllegalArgumentException.class, () -> again.thaw(cut));
    }
}
