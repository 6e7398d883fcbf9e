package org.qgate.crypto.internal.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.crypto.internal.vault.VaultBench.TEXT;
import static org.qgate.crypto.internal.vault.VaultBench.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.VaultError;
import org.qgate.api.vault.KeyFiles;
import org.qgate.crypto.internal.DiskFolder;
import org.qgate.crypto.internal.Node;
import org.qgate.crypto.internal.Tamper;
import org.qgate.crypto.internal.TestClock;
import org.qgate.crypto.internal.identity.NodeIdentity;
import org.qgate.crypto.internal.primitive.Ciphers;
import org.qgate.crypto.internal.primitive.Hkdf;

/** The bundle's own files before, at and after the making of a vault. */
class SealedFolderTest {
    private static final String NAME = "crypto/example.key";

    @TempDir
    Path root;

    private VaultBench bench;
    private DiskFolder disk;
    private SealedFolder files;
    private NodeVault vault;

    @BeforeEach
    void make() {
        bench = new VaultBench(root, 11);
        disk = new DiskFolder(root.resolve("state"));
        start();
    }

    /** As a node does at each start. */
    private void start() {
        files = new SealedFolder(disk, "crypto");
        VaultGround ground = VaultGround.bare(
                disk.path().resolve("crypto/vault"),
                bench.random,
                new TestClock(),
                Ciphers.standard(),
                VaultBench.QUICK);
        vault = new NodeVault(ground.owning(files), bench.told::add);
        files.use(vault);
    }

    private void create() {
        vault.create(KeyFiles.only(bench.key()), null);
    }

    private void restart() {
        start();
        vault.unlock(bench.key(), null);
    }

    private boolean onDisk(byte[] part) {
        return disk.list("").stream()
                .anyMatch(name -> VaultBench.contains(disk.read(name).orElseThrow(), part));
    }

    @Test
    void shouldSealWhatWasPlain() throws IOException {
        files.write(NAME, TEXT);
        assertTrue(onDisk(TEXT));
        Path blocks = root.resolve("blocks");
        Files.createLink(blocks, disk.path().resolve(NAME));
        create();
        assertArrayEquals(new byte[TEXT.length], VaultBench.read(blocks), "what lay in the open is overwritten");
        assertFalse(onDisk(TEXT));
        assertArrayEquals(TEXT, files.read(NAME).orElseThrow());
        assertEquals(List.of(NAME), files.list("crypto"));
        restart();
        assertArrayEquals(TEXT, files.read(NAME).orElseThrow());
        files.write("crypto/second.key", TEXT);
        assertFalse(onDisk(TEXT));
        files.delete(NAME);
        assertTrue(files.read(NAME).isEmpty());
        vault.lock();
        refused(VaultError.LOCKED, () -> files.read("crypto/second.key"));
        refused(VaultError.LOCKED, () -> files.write("crypto/third.key", TEXT));
    }

    @Test
    void shouldTurnFilesWithTheEpochs() {
        create();
        files.write(NAME, TEXT);
        byte[] first = disk.read(NAME + ".sealed").orElseThrow();
        vault.rotate();
        vault.erase(1);
        assertArrayEquals(TEXT, files.read(NAME).orElseThrow());
        disk.write(NAME + ".sealed", first);
        refused(VaultError.UNKNOWN_EPOCH, () -> files.read(NAME));
    }

    @Test
    void shouldRefuseWhatSomebodyPutThere() {
        create();
        files.write(NAME, TEXT);
        files.write("crypto/second.key", TEXT);
        disk.write("crypto/second.key.sealed", disk.read(NAME + ".sealed").orElseThrow());
        refused(VaultError.NOT_AUTHENTIC, () -> files.read("crypto/second.key"));
        disk.delete(NAME + ".sealed");
        disk.write(NAME, TEXT);
        refused(VaultError.NOT_AUTHENTIC, () -> files.read(NAME));
        restart();
        refused(VaultError.NOT_AUTHENTIC, () -> files.read(NAME));
        disk.write(NAME + ".sealed", new byte[] {1, 2, 3});
        refused(VaultError.NOT_AUTHENTIC, () -> files.read(NAME));
    }

    /** The header is the moment that counts: before it the plain files hold, after it the sealed ones. */
    @Test
    void shouldSurviveACrashAroundTheHeader() throws IOException {
        files.write(NAME, TEXT);
        Path aside = disk.path().resolve("crypto/vault/.header.new/in the way");
        Files.createDirectories(aside);
        refused(VaultError.NOT_WRITTEN, this::create);
        Files.delete(aside);
        start();
        assertArrayEquals(TEXT, files.read(NAME).orElseThrow(), "without a header the plain file counts");
        byte[] newer = {9, 9, 9};
        files.write(NAME, newer);
        create();
        assertArrayEquals(newer, files.read(NAME).orElseThrow());
        disk.write(NAME, newer); // as if the crash had come before it was overwritten
        restart();
        assertTrue(disk.read(NAME).isEmpty());
        assertArrayEquals(newer, files.read(NAME).orElseThrow());
    }

    /** Without its header a vault is lost until somebody brings it back: nothing that is sealed is given up before. */
    @Test
    void shouldKeepSealedFilesWhenTheHeaderIsGone() throws IOException {
        files.write(NAME, TEXT);
        create();
        Path header = disk.path().resolve("crypto/vault/header");
        byte[] backup = VaultBench.read(header);
        Files.delete(header);
        start();
        refused(VaultError.DAMAGED, () -> files.read(NAME));
        refused(VaultError.DAMAGED, this::create);
        Files.write(header, backup);
        restart();
        assertArrayEquals(TEXT, files.read(NAME).orElseThrow());
    }

    /** Identity keys that nodes without a vault keep in the open move into the vault and stay the same. */
    @Test
    void shouldKeepAnIdentity() {
        NodeIdentity before = NodeIdentity.open(Node.NETWORK, files, new TestClock(), bench.random);
        List<byte[]> plain = disk.list("crypto").stream()
                .map(name -> Hkdf.sha256(disk.read(name).orElseThrow()))
                .toList();
        assertTrue(plain.size() >= 3, "master, medium-term and onion keys");
        create();
        restart();
        NodeIdentity after = NodeIdentity.open(Node.NETWORK, files, new TestClock(), bench.random);
        assertEquals(before.nodeId(), after.nodeId());
        assertArrayEquals(before.linkKey(), after.linkKey());
        assertFalse(onDisk((byte[]) Tamper.read(Tamper.read(Tamper.read(before, "medium"), "link"), "secret")));
        assertTrue(disk.list("crypto").stream()
                .allMatch(name -> name.endsWith(".sealed") || name.equals("crypto/vault/header")));
        vault.lock();
        assertThrows(QGateException.class, () -> NodeIdentity.open(Node.NETWORK, files, new TestClock(), bench.random));
    }
}
