package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.base.HealthState;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.update.Part;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;

/** The bundle is replaced while its vault is open: what the bedrock does, in its order. */
class CryptoHandOverTest {
    private static final byte[] TEXT = "kept by somebody".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path root;

    private TestFramework node;
    private Part old;
    private Part next;
    private Vault vault;

    @BeforeEach
    void make() {
        node = new TestFramework(root);
    }

    private void start() {
        node.start();
        old = node.part;
        vault = node.service(Vault.class);
    }

    private void successor() {
        node.first = false;
        node.start();
        next = node.part;
        next.prepare();
    }

    private byte[] seal() {
        byte[] sealed = new byte[TEXT.length + Vault.OVERHEAD];
        vault.seal("test", vault.status().epoch(), TEXT, TEXT, 0, TEXT.length, sealed, 0);
        return sealed;
    }

    private static byte[] open(Vault by, byte[] sealed) {
        byte[] text = new byte[TEXT.length];
        by.open("test", by.status().epoch(), TEXT, sealed, 0, sealed.length, text, 0);
        return text;
    }

    private static void locked(Runnable call) {
        assertEquals(
                VaultError.LOCKED.id(),
                assertThrows(QGateException.class, call::run).codeId());
    }

    /** Freezes the old one and gives its estate to another. */
    private void cross(Part to) {
        byte[] escrow = old.freeze();
        ByteBuffer secrets = old.secrets();
        assertTrue(secrets.isDirect());
        to.entrust(secrets.asReadOnlyBuffer().rewind());
        to.adopt(escrow);
        to.commit();
    }

    @Test
    void shouldKeepTheVaultOpenWithoutItsPassphraseOrKeyFile() throws IOException {
        node.settings.put("vault_create", "manual");
        start();
        vault.create(KeyFiles.only(node.key), "typed once".toCharArray());
        Identity identity = node.service(Crypto.class).identity(Node.NETWORK);
        byte[] sealed = seal();
        successor();
        Path away = Files.move(node.key, root.resolve("away"));
        cross(next);
        Files.move(away, node.key);
        assertEquals(4, node.offered.size(), "both offer while the gate is closed");
        old.leave();
        assertEquals(2, node.offered.size());
        Vault now = node.service(Vault.class);
        assertNotSame(vault, now);
        assertArrayEquals(TEXT, open(now, sealed));
        locked(() -> open(vault, sealed));
        locked(() -> identity.sign("test", TEXT));
        assertEquals(
                identity.nodeId(),
                node.service(Crypto.class).identity(Node.NETWORK).nodeId());
        old.end();
        node.second();
        assertEquals(HealthState.OK, node.health("crypto.vault").state());
        assertEquals(List.of(VaultState.UNLOCKED), node.told, "nothing has changed for anybody");
    }

    @Test
    void shouldWatchTheMediumInTheNextVersion() throws IOException {
        start();
        successor();
        cross(next);
        old.leave();
        old.end();
        Path away = Files.move(node.key, root.resolve("away"));
        node.second();
        Vault now = node.service(Vault.class);
        assertEquals(VaultState.LOCKED, now.status().state());
        Files.move(away, node.key);
        node.second();
        assertEquals(VaultState.UNLOCKED, now.status().state());
        assertEquals(List.of(VaultState.UNLOCKED, VaultState.LOCKED, VaultState.UNLOCKED), node.told);
    }

    @Test
    void shouldGoOnInTheOldVersionWhenTheNextFails() {
        start();
        byte[] sealed = seal();
        successor();
        byte[] escrow = old.freeze();
        ByteBuffer secrets = old.secrets();
        next.entrust(secrets.asReadOnlyBuffer());
        next.adopt(escrow);
        next.commit();
        Vault failed = node.service(Vault.class);
        next.leave();
        locked(() -> open(failed, sealed));
        old.entrust(secrets.asReadOnlyBuffer());
        old.adopt(escrow);
        old.commit();
        next.end();
        assertSame(vault, node.service(Vault.class));
        assertEquals(2, node.offered.size());
        assertArrayEquals(TEXT, open(vault, sealed));
        node.service(Crypto.class).identity(Node.NETWORK);
        node.second();
        assertEquals(List.of(VaultState.UNLOCKED), node.told);
        assertEquals(HealthState.OK, node.health("crypto.vault").state());
    }

    /** Who asks in between waits for the end of the hand-over: to him the vault is what it was. */
    @Test
    void shouldSayNothingOfTheHandOver() {
        start();
        Vault before = vault;
        var status = before.status();
        old.freeze();
        assertEquals(status, before.status());
        node.second();
        assertEquals(HealthState.OK, node.health("crypto.vault").state());
        locked(before::lock);
        locked(() -> before.unlock(node.key, null));
        locked(() -> before.create(KeyFiles.only(node.key), null));
        assertEquals(List.of(VaultState.UNLOCKED), node.told);
    }

    @Test
    void shouldHandOverALockedVaultAsItIs() {
        start();
        vault.lock();
        successor();
        cross(next);
        old.leave();
        old.end();
        node.second();
        Vault now = node.service(Vault.class);
        assertEquals(VaultState.LOCKED, now.status().state(), "somebody locked it by hand");
        now.unlock(node.key, null);
        assertEquals(List.of(VaultState.UNLOCKED, VaultState.LOCKED, VaultState.UNLOCKED), node.told);
    }

    /** A version from before the vault gives nothing but its byte. */
    @Test
    void shouldMakeTheVaultAfterAVersionThatHadNone() {
        successor();
        next.adopt(new byte[] {1});
        next.commit();
        node.second();
        assertEquals(VaultState.UNLOCKED, node.service(Vault.class).status().state());
        assertThrows(IllegalArgumentException.class, () -> next.adopt(new byte[] {2}));
        assertThrows(IllegalArgumentException.class, () -> next.adopt(new byte[2]));
    }

    @Test
    void shouldZeroWhatNobodyTook() {
        start();
        old.freeze();
        ByteBuffer secrets = old.secrets();
        old.end();
        for (int i = 0; i < secrets.capacity(); i++) {
            assertEquals(0, secrets.get(i));
        }
    }
}
