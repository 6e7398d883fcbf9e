package org.qgate.crypto.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.NodeId;
import org.qgate.api.base.HealthState;
import org.qgate.api.crypto.Crypto;
import org.qgate.api.crypto.Identity;
import org.qgate.api.error.BaseError;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.api.vault.Vault;
import org.qgate.api.vault.VaultState;
import org.qgate.crypto.internal.identity.NodeIdentity;

/** How a node comes to its vault, and what it says while it has none. */
class VaultStartTest {
    @TempDir
    Path root;

    private TestFramework node;

    @BeforeEach
    void make() {
        node = new TestFramework(root);
    }

    private Vault vault() {
        return node.service(Vault.class);
    }

    private NodeId identity() {
        return node.service(Crypto.class).identity(Node.NETWORK).nodeId();
    }

    private void refused(ErrorCode code, Runnable call) {
        assertEquals(code.id(), assertThrows(QGateException.class, call::run).codeId());
    }

    private void assertHealth(HealthState state, String code, String words) {
        var report = node.health("crypto.vault");
        assertEquals(state, report.state(), report.message());
        assertEquals(code, report.code());
        assertTrue(report.message().contains(words), report.message());
    }

    @Test
    void shouldMakeAVaultAtTheFirstStartAndOpenItAtTheNext() throws IOException {
        node.start().deactivate();
        assertEquals(List.of(VaultState.UNLOCKED), node.told);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(node.key)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(node.key.getParent())));
        byte[] key = Files.readAllBytes(node.key);
        node.start();
        assertEquals(VaultState.UNLOCKED, vault().status().state());
        assertHealth(HealthState.OK, "", "key on the same machine");
        assertArrayEquals(key, Files.readAllBytes(node.key));
    }

    @Test
    void shouldSealWhatLayInTheOpenAndKeepWhoItIs() {
        NodeId before = NodeIdentity.open(Node.NETWORK, node.state, node.clock, new SeededRandom(1))
                .nodeId();
        List<String> plain = node.state.list("crypto");
        node.start();
        assertEquals(before, identity());
        for (String name : plain) {
            assertFalse(Files.exists(node.state.path().resolve(name)), name);
            assertTrue(node.state.list("crypto").contains(name + ".sealed"), name);
        }
    }

    @Test
    void shouldWaitForTheOperatorWhenToldTo() {
        node.settings.put("vault_create", "manual");
        node.start();
        node.second();
        assertHealth(HealthState.TEMPORARILY_UNAVAILABLE, "QG-VLT-0001", "no vault");
        refused(VaultError.ABSENT, this::identity);
        vault().create(KeyFiles.only(root.resolve("own.key")), null);
        node.second();
        assertHealth(HealthState.OK, "", "unlocked");
        identity();
    }

    @Test
    void shouldUnlockWhenTheMediumIsThere() throws IOException {
        node.start().deactivate();
        Path away = Files.move(node.key, root.resolve("away"));
        node.start();
        assertHealth(HealthState.TEMPORARILY_UNAVAILABLE, "QG-VLT-0002", "is not there");
        refused(VaultError.LOCKED, this::identity);
        node.second();
        Files.move(away, node.key);
        node.second();
        assertHealth(HealthState.OK, "", "unlocked");
        identity();
    }

    @Test
    void shouldUseThePassphraseOfAFile() throws IOException {
        Path words = Files.writeString(root.resolve("passphrase"), "correct horse\n");
        node.settings.put("vault_passphrase_file", words.toString());
        node.start().deactivate();
        node.start();
        assertTrue(vault().status().passphrase());
        assertHealth(HealthState.OK, "", "unlocked");
        Path away = Files.move(node.key, root.resolve("away"));
        node.second();
        assertEquals(VaultState.LOCKED, vault().status().state());
        Files.move(away, node.key);
        node.second();
        assertHealth(HealthState.OK, "", "unlocked");
    }

    @Test
    void shouldStayLockedWithoutThePassphraseAndTryAWrongOneOnce() throws IOException {
        node.settings.put("vault_create", "manual");
        CryptoComponent first = node.start();
        vault().create(KeyFiles.only(node.key), "correct horse".toCharArray());
        first.deactivate();
        CryptoComponent second = node.start();
        node.second();
        assertHealth(HealthState.TEMPORARILY_UNAVAILABLE, "QG-VLT-0013", "alone does not unlock");
        second.deactivate();
        Path words = Files.writeString(root.resolve("passphrase"), "battery staple");
        node.settings.put("vault_passphrase_file", words.toString());
        node.start();
        assertHealth(HealthState.TEMPORARILY_UNAVAILABLE, "QG-VLT-0003", "wrong passphrase");
        Files.writeString(words, "correct horse");
        node.second();
        assertEquals(VaultState.LOCKED, vault().status().state(), "each try costs 64 MiB");
        vault().unlock(node.key, "correct horse".toCharArray());
        node.second();
        assertHealth(HealthState.OK, "", "unlocked");
    }

    @Test
    void shouldRefuseAKeyInsideTheNodesFolder() {
        Path inside = node.state.path().getParent().getParent().resolve("etc/vault.key");
        node.settings.put("vault_key", inside.toString());
        node.start();
        assertHealth(HealthState.TEMPORARILY_UNAVAILABLE, "QG-VLT-0015", inside.toString());
        refused(VaultError.ABSENT, this::identity);
        assertFalse(Files.exists(inside));
        assertEquals(List.of(), node.state.list("crypto"));
    }

    @Test
    void shouldMakeTheVaultOnceThereIsAPlaceForTheKey() throws IOException {
        Files.writeString(root.resolve("medium"), "in the way");
        node.start();
        assertHealth(HealthState.TEMPORARILY_UNAVAILABLE, "QG-VLT-0004", node.key.toString());
        Files.delete(root.resolve("medium"));
        for (int i = 0; i < 11; i++) {
            node.second();
        }
        assertHealth(HealthState.OK, "", "unlocked");
    }

    @Test
    void shouldDoNothingByGuessWhenTheConfigurationIsWrong() {
        node.settings.put("vault_key", "relative.key");
        CryptoComponent component = node.start();
        assertEquals(
                BaseError.BAD_VALUE.id(), node.health("crypto.configuration").code());
        node.second();
        refused(VaultError.ABSENT, this::identity);
        component.configure(Map.of("vault_key", node.key.toString()));
        node.second();
        assertEquals(HealthState.OK, node.health("crypto.configuration").state());
        assertHealth(HealthState.OK, "", "unlocked");
    }

    @Test
    void shouldFindTheUsersPlaceForTheKey() {
        CryptoSettings shipped = CryptoSettings.from(Map.of());
        assertEquals(
                Path.of("/x/qgate/vault.key"),
                shipped.files(Map.of("XDG_CONFIG_HOME", "/x", "HOME", "/h")::get)
                        .key());
        assertEquals(
                Path.of("/h/.config/qgate/vault.key"),
                shipped.files(Map.of("XDG_CONFIG_HOME", "x", "HOME", "/h")::get).key());
        refused(VaultError.KEY_PLACE, () -> shipped.files(name -> null));
    }

    @Test
    void shouldPreferTheServiceManagersKey() throws IOException {
        Path given = Files.createFile(root.resolve("qgate-vault-key"));
        CryptoSettings settings = CryptoSettings.from(Map.of("vault_key", "/k", "vault_recovery", "/r"));
        KeyFiles files = settings.files(Map.of("CREDENTIALS_DIRECTORY", root.toString())::get);
        assertEquals(new KeyFiles(given, Optional.of(Path.of("/r"))), files);
        assertEquals(Path.of("/k"), settings.files(name -> null).key());
    }

    @Test
    void shouldTakePrivateKeysFromWhoHasTheIdentityWhileLocked() {
        node.start();
        Identity identity = node.service(Crypto.class).identity(Node.NETWORK);
        byte[] message = {1};
        identity.sign("test", message);
        vault().lock();
        assertEquals(List.of(VaultState.UNLOCKED, VaultState.LOCKED), node.told);
        refused(VaultError.LOCKED, () -> identity.sign("test", message));
        refused(VaultError.LOCKED, identity::maintain);
        refused(VaultError.LOCKED, this::identity);
        node.second();
        assertEquals(VaultState.LOCKED, vault().status().state(), "locked by hand");
        vault().unlock(node.key, null);
        identity.sign("test", message);
        assertEquals(identity, node.service(Crypto.class).identity(Node.NETWORK));
    }

    @Test
    void shouldRenewTheAnchorNowAndThen() throws IOException {
        node.settings.put("vault_anchor_seconds", "5");
        node.start();
        node.second();
        Path anchor = node.key.resolveSibling("qgate-" + vault().status().id() + ".anchor");
        byte[] first = Files.readAllBytes(anchor);
        vault().anchor(new byte[] {1});
        for (int i = 0; i < 3; i++) {
            node.second();
        }
        assertArrayEquals(first, Files.readAllBytes(anchor));
        node.second();
        node.second();
        byte[] second = Files.readAllBytes(anchor);
        assertFalse(Arrays.equals(first, second));
        vault().anchor(new byte[] {2});
        vault().lock();
        node.second();
        assertFalse(Arrays.equals(second, Files.readAllBytes(anchor)), "a lock does not wait for its turn");
    }

    @Test
    void shouldLeaveAnAnchorOfNowWhenTheNodeStops() {
        CryptoComponent first = node.start();
        vault().anchor(new byte[] {1, 2, 3});
        first.deactivate();
        node.start();
        assertArrayEquals(new byte[] {1, 2, 3}, vault().anchored().orElseThrow());
    }

    @Test
    void shouldSayThatARollbackWouldNotBeNoticed() throws IOException {
        node.start();
        Path anchor = node.key.resolveSibling("qgate-" + vault().status().id() + ".anchor");
        Files.delete(anchor);
        Files.createDirectories(anchor.resolve("in the way"));
        vault().rotate();
        vault().lock();
        node.second();
        vault().unlock(node.key, null);
        node.second();
        assertHealth(HealthState.OK, "", "rollback not detectable");
    }

    /** Who copies the node's folder must not have the passphrase with it. */
    @Test
    void shouldRefuseAPassphraseInsideTheNodesFolder() throws IOException {
        Path etc = Files.createDirectories(
                node.state.path().getParent().getParent().resolve("etc"));
        Path words = Files.writeString(etc.resolve("passphrase"), "correct horse");
        node.settings.put("vault_passphrase_file", words.toString());
        node.start();
        assertHealth(HealthState.TEMPORARILY_UNAVAILABLE, "QG-VLT-0013", "lies in the node's own folder");
        refused(VaultError.ABSENT, this::identity);
    }
}
