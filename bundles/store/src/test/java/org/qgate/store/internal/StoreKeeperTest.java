package org.qgate.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.base.HealthState;
import org.qgate.api.error.ErrorCode;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.error.VaultError;
import org.qgate.api.store.Storage.Standing;
import org.qgate.api.store.Store;
import org.qgate.api.vault.KeyFiles;
import org.qgate.crypto.internal.vault.NodeVault;

/** When the store is open, and what is said when it is not. */
class StoreKeeperTest {
    private static final byte[] KEY = {1};

    @TempDir
    Path root;

    private KeeperBench bench;
    private KeeperBench.Version version;

    @BeforeEach
    void begin() {
        bench = new KeeperBench(root);
        version = bench.version();
    }

    private void put(String value) {
        bench.store().orElseThrow().namespace("node").map("words").put(KEY, value.getBytes(UTF_8));
    }

    private String found() {
        Store store = bench.store().orElseThrow();
        return store.namespace("node")
                .map("words")
                .get(KEY)
                .map(bytes -> new String(bytes, UTF_8))
                .orElse("");
    }

    private void assertFailed(ErrorCode code) {
        assertEquals(Standing.FAILED, version.standing());
        assertTrue(bench.store().isEmpty());
        assertEquals(code.id(), bench.health.of("store").code());
        assertEquals(HealthState.ERROR, bench.health.of("store").state());
        assertTrue(version.keeper.status().reason().startsWith(code.id()));
    }

    @Test
    void shouldOpenWithTheVaultAndCloseWithIt() {
        NodeVault vault = bench.vault();
        version.inOffice();
        assertEquals(Standing.WAITING, version.standing());
        assertEquals(VaultError.ABSENT.id(), bench.health.of("store").code());
        vault.create(KeyFiles.only(bench.key()), null);
        version.changed();
        assertEquals(Standing.OPEN, version.standing());
        put("kept");
        Store before = bench.store().orElseThrow();
        vault.lock();
        version.changed();
        assertEquals(Standing.WAITING, version.standing());
        assertTrue(bench.store().isEmpty());
        assertEquals(VaultError.LOCKED.id(), bench.health.of("store").code());
        assertEquals(
                StoreError.CLOSED,
                assertThrows(QGateException.class, before::status).code());
        vault.unlock(bench.key(), null);
        version.changed();
        assertEquals("kept", found());
    }

    @Test
    void shouldStayOpenWhileTheVaultIsReplaced() {
        NodeVault vault = bench.made();
        version.inOffice();
        put("kept");
        bench.vaults.clear(vault);
        version.changed();
        assertEquals(Standing.OPEN, version.standing());
        bench.vaults.set(vault);
        version.changed();
        assertEquals("kept", found());
    }

    @Test
    void shouldTryAgainOnlyWhenAsked() throws IOException {
        bench.made();
        Files.createDirectories(bench.folder());
        Files.write(bench.folder().resolve("manifest"), new byte[100]);
        version.inOffice();
        assertFailed(StoreError.DAMAGED);
        Files.delete(bench.folder().resolve("manifest"));
        version.tend();
        assertFailed(StoreError.DAMAGED);
        version.keeper.retry();
        version.queue.work();
        assertEquals(Standing.OPEN, version.standing());
        assertEquals(HealthState.OK, bench.health.of("store").state());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(each.getFileName().toString()));
            }
        }
    }

    private static void empty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void shouldRefuseAnOlderCopy() throws IOException {
        NodeVault vault = bench.made();
        version.inOffice();
        put("before");
        version.keeper.leaveOffice();
        Path older = root.resolve("older");
        copy(bench.folder(), older);
        version.inOffice();
        put("after");
        version.keeper.leaveOffice();
        Path newer = root.resolve("newer");
        copy(bench.folder(), newer);

        empty(bench.folder());
        copy(older, bench.folder());
        version.inOffice();
        assertFailed(StoreError.OLDER_COPY);
        empty(bench.folder());
        version.changed();
        assertFailed(StoreError.OLDER_COPY);
        copy(newer, bench.folder());
        version.changed();
        assertEquals("after", found());
        assertTrue(vault.anchored().isPresent());
    }

    @Test
    void shouldAnchorWhatWasWrittenSinceTheLastTurn() {
        NodeVault vault = bench.made();
        version.inOffice();
        version.tend();
        byte[] first = vault.anchored().orElseThrow();
        version.tend();
        assertEquals(0, Arrays.compare(first, vault.anchored().orElseThrow()));
        put("more");
        version.tend();
        assertTrue(Arrays.compare(first, vault.anchored().orElseThrow()) != 0);
    }

    @Test
    void shouldTendAgainAndAgain() {
        bench.made();
        version.inOffice();
        version.queue.atOnce = true;
        for (int i = 1; i <= 3; i++) {
            bench.audit.add(i, "line");
            version.keeper.tend();
            assertEquals(0, bench.audit.waiting().size());
        }
    }

    @Test
    void shouldOpenAnewWithOtherSettings() {
        bench.made();
        version.inOffice();
        put("kept");
        bench.settings = StorageSettings.from(Map.of("store_segment_mib", "1", "store_index_mib", "8"));
        version.keeper.reopen();
        version.queue.work();
        assertEquals(8L << 20, bench.store().orElseThrow().status().indexBudgetBytes());
        assertEquals("kept", found());
    }

    @Test
    void shouldCheckACopyAndLeaveItAsItIs() throws IOException {
        bench.made();
        version.inOffice();
        put("kept");
        Path copy = root.resolve("copy");
        bench.store().orElseThrow().export(copy);
        put("later");
        assertEquals(3, version.keeper.check(copy).records(), "two names in the catalogue and a value");
        Path segment = copy.resolve("00000001.segment");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[300] ^= 1;
        Files.write(segment, bytes);
        QGateException refused = assertThrows(QGateException.class, () -> version.keeper.check(copy));
        assertEquals(StoreError.DAMAGED, refused.code());
        assertEquals(0, Arrays.compare(bytes, Files.readAllBytes(segment)));
        Path nothing = root.resolve("nothing");
        assertThrows(QGateException.class, () -> version.keeper.check(nothing));
        assertTrue(Files.notExists(nothing));
        assertEquals("later", found());
    }
}
