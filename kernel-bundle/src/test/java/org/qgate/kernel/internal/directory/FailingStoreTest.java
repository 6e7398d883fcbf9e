package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.sim.SimWorld;
import org.qgate.sim.store.MemoryStore;

/** What a directory remembers is not lost by a store that fails for a while, nor silently by a damaged one. */
final class FailingStoreTest {
    private final SimWorld world = new SimWorld(20261121);
    private final Site signer = new Site(world, "11.1.0.1", true, "signer", "true", "seed", "true");
    private final Site relay = new Site(world, "11.10.0.1", true);
    private final Site client = new Site(world, "11.99.0.1", false);
    private final MemoryStore store = client.host.store();

    @BeforeEach
    void converge() {
        Network network = NetworkFile.read(
                signer.found(), signer.crypto.signatures(), signer.host.clock().wallMs());
        signer.start(network);
        relay.start(network);
        client.start(network);
        awaitView();
        world.run(5_000);
    }

    private void awaitView() {
        world.runUntil(
                "the client knows both relays",
                () -> client.directory.view().relays().size() == 2,
                120_000);
    }

    /** Ends the client's process; the next one cannot read the store. */
    private void restartUnreadable() {
        client.host.restart();
        client.open();
        store.unreadable(true);
        client.start(client.network);
    }

    private Set<String> keys(String map, String prefix) {
        Set<String> keys = new TreeSet<>();
        SimArchive.of(client.host)
                .each(map, prefix, row -> keys.add(HexFormat.of().formatHex(row.key())));
        return keys;
    }

    private byte[] firstMark() {
        List<byte[]> keys = new ArrayList<>();
        SimArchive.of(client.host).each(Archive.DIRECTORY, "mark/", row -> keys.add(row.key()));
        return keys.get(0);
    }

    @Test
    void shouldWaitForAStoreThatCannotBeRead() {
        long before = store.commits();
        restartUnreadable();
        world.run(60_000);
        Progress progress = client.directory.progress();
        assertEquals(0, progress.percent());
        assertTrue(progress.reason().contains("cannot be read from the store, tried every 5 s: "), progress.reason());
        assertEquals(List.of(progress.reason()), client.directory.warnings());
        assertFalse(client.directory.view().usable(client.host.clock().wallMs()));
        store.unreadable(false);
        assertEquals(before, store.commits(), "nothing was written meanwhile");
        awaitView();
        world.run(1_000);
        assertEquals(List.of(), client.directory.warnings());
    }

    @Test
    void shouldReadTheStoreAfterAHandOverWhenItWasNotReadBefore() {
        signer.host.kill();
        relay.host.kill();
        restartUnreadable();
        world.run(2_000);
        store.unreadable(false);
        client.handOver();
        awaitView();
    }

    @Test
    void shouldKeepDamagedSequencesAside() {
        byte[] mark = firstMark();
        byte[] damaged = {1, 2, 3};
        SimArchive.map(client.host, Archive.DIRECTORY).put(mark, damaged);
        client.restart();
        awaitView();
        world.run(5_000);
        assertTold("1 sequences were damaged and left aside");
        byte[] aside = Archive.key("damaged/", mark);
        assertArrayEquals(
                damaged,
                SimArchive.map(client.host, Archive.DIRECTORY).get(aside).orElseThrow());
        assertEquals(
                24,
                SimArchive.map(client.host, Archive.DIRECTORY).get(mark).orElseThrow().length,
                "a good one is in its place");
    }

    @Test
    void shouldKeepADamagedSnapshotAside() {
        Set<String> marks = keys(Archive.DIRECTORY, "mark/");
        List<byte[]> pieces = new ArrayList<>();
        SimArchive.of(client.host).each(Archive.DIRECTORY, "piece/", row -> {
            pieces.add(row.key());
            row.value()[row.value().length / 2] ^= 1;
            SimArchive.map(client.host, Archive.DIRECTORY).put(row.key(), row.value());
        });
        assertEquals(1, pieces.size());
        client.restart();
        awaitView();
        world.run(5_000);
        assertTold("the snapshot was damaged and left aside, kept as damaged/snapshot");
        assertTrue(SimArchive.value(client.host, Archive.DIRECTORY, "damaged/snapshot").length > 100);
        assertEquals(marks, keys(Archive.DIRECTORY, "mark/"), "the sequences were not damaged");
    }

    @Test
    void shouldNotOverwriteWhatCannotBeKeptAside() {
        byte[] mark = firstMark();
        SimArchive.map(client.host, Archive.DIRECTORY).put(mark, new byte[] {9});
        store.full(true);
        client.restart();
        world.run(20_000);
        assertEquals(0, client.directory.progress().percent());
        assertArrayEquals(
                new byte[] {9},
                SimArchive.map(client.host, Archive.DIRECTORY).get(mark).orElseThrow());
        store.full(false);
        awaitView();
        world.run(5_000);
        assertTold("1 sequences were damaged and left aside");
    }

    /** The warning outlives saving and a hand-over, and ends with the process. */
    private void assertTold(String what) {
        client.handOver();
        world.run(1_000);
        List<String> warnings = client.directory.warnings();
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains(what), warnings.toString());
        client.restart();
        awaitView();
        assertEquals(List.of(), client.directory.warnings(), "told until the restart");
    }

    @Test
    void shouldKeepAgainWhatCouldNotBeKept() {
        store.full(true);
        relay.describe(new SelfDescription(
                List.of(relay.endpoint()),
                relay.links.suite(),
                List.of(),
                false,
                "operator@example.org",
                0,
                Duties.RELAY,
                List.of()));
        world.runUntil(
                "the store refuses",
                () -> client.directory.warnings().toString().contains("cannot be kept: "),
                120_000);
        store.full(false);
        world.runUntil("it is kept after all", () -> client.directory.warnings().isEmpty(), 20_000);
    }

    @Test
    void shouldWriteOnlyWhatChanged() {
        Set<String> before = keys(Archive.DESCRIPTORS, "");
        assertEquals(2, before.size());
        relay.describe(new SelfDescription(
                List.of(relay.endpoint()),
                relay.links.suite(),
                List.of(),
                false,
                "operator@example.org",
                0,
                Duties.RELAY,
                List.of()));
        world.runUntil(
                "the new descriptor is kept",
                () -> !keys(Archive.DESCRIPTORS, "").equals(before),
                120_000);
        Set<String> both = keys(Archive.DESCRIPTORS, "");
        both.retainAll(before);
        assertEquals(1, both.size(), "one stayed, one went");
        assertEquals(2, keys(Archive.DESCRIPTORS, "").size());
        assertEquals(1, keys(Archive.DIRECTORY, "piece/").size(), "of the snapshot in force");
    }
}
