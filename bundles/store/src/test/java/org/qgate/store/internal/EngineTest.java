package org.qgate.store.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.qgate.api.base.Clock;
import org.qgate.api.error.QGateException;
import org.qgate.api.error.StoreError;
import org.qgate.api.store.Capability;
import org.qgate.api.store.EngineCapabilities;
import org.qgate.api.store.Namespace;
import org.qgate.api.store.OpenStore;
import org.qgate.api.store.Storage.Standing;
import org.qgate.api.store.Store;
import org.qgate.api.store.StoreEngine;
import org.qgate.api.store.StoreStatus;
import org.qgate.sim.store.MemoryStore;

/** Another engine than the journal, by its name, and what it cannot do. */
class EngineTest {
    @TempDir
    Path root;

    private KeeperBench bench;
    private KeeperBench.Version version;

    @BeforeEach
    void begin() {
        bench = new KeeperBench(root);
        bench.made();
        version = bench.version();
    }

    /** A store in memory that says of itself what a test wants. */
    private record MemoryEngine(EngineCapabilities capabilities, Clock clock) implements StoreEngine {
        @Override
        public OpenStore open(Surroundings around) {
            return new Memory(new MemoryStore(clock), capabilities);
        }
    }

    private record Memory(Store store, EngineCapabilities capabilities) implements OpenStore {
        @Override
        public Namespace namespace(String name) {
            return store.namespace(name);
        }

        @Override
        public void quota(String namespace, long bytes) {
            store.quota(namespace, bytes);
        }

        @Override
        public boolean compact() {
            return store.compact();
        }

        @Override
        public void check() {
            store.check();
        }

        @Override
        public void export(Path folder) {
            require(Capability.EXPORT);
        }

        @Override
        public StoreStatus status() {
            return store.status();
        }

        @Override
        public boolean tend() {
            return false;
        }

        @Override
        public byte[] latest() {
            return new byte[0];
        }

        @Override
        public void close() {}
    }

    private void choose(String name, Set<Capability> has) {
        bench.engines.add(new MemoryEngine(new EngineCapabilities("memory", has, 1_000, 100), bench.clock));
        StorageSettings now = bench.settings;
        bench.settings = new StorageSettings(name, now.segmentBytes(), now.indexBudgetBytes());
        version.inOffice();
    }

    @Test
    void shouldOpenTheEngineThatTheConfigurationNames() {
        choose("memory", EnumSet.complementOf(EnumSet.of(Capability.EXPORT)));
        assertEquals(Standing.OPEN, version.standing());
        Store store = bench.store().orElseThrow();
        store.namespace("node").map("words").put(new byte[] {1}, new byte[] {2});
        assertArrayEquals(
                new byte[] {2},
                store.namespace("node").map("words").get(new byte[] {1}).orElseThrow());
        version.tend();
        store.require(Capability.SNAPSHOTS, Capability.WATCH);
        QGateException refused = assertThrows(QGateException.class, () -> store.export(root.resolve("copy")));
        assertEquals(StoreError.NOT_CAPABLE, refused.code());
        assertTrue(refused.getMessage().contains("'memory' lacks [EXPORT]"), refused::getMessage);
    }

    private void assertNotCapable() {
        assertEquals(Standing.FAILED, version.standing());
        assertTrue(version.keeper.status().reason().startsWith(StoreError.NOT_CAPABLE.id()));
        assertTrue(bench.store().isEmpty());
    }

    @Test
    void shouldNotTrustTheNodeToAnEngineThatForgets() {
        choose("memory", EnumSet.complementOf(EnumSet.of(Capability.DURABLE)));
        assertNotCapable();
    }

    @Test
    void shouldSayThatThereIsNoSuchEngine() {
        choose("cassandra", EnumSet.allOf(Capability.class));
        assertNotCapable();
    }

    @Test
    void shouldBeCapableOfEverythingItself() {
        choose("local", Set.of());
        bench.store().orElseThrow().require(Capability.values());
    }
}
