package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.sim.SimDisk;
import org.qgate.sim.SimWorld;

/** What a directory remembers on disk is not lost by a disk that fails for a while, nor silently by a damaged one. */
final class FailingDiskTest {
    private static final List<String> MEMORY = List.of("directory/sequences", "directory/snapshot");

    private final SimWorld world = new SimWorld(20261121);
    private final Site signer = new Site(world, "11.1.0.1", true, "signer", "true", "seed", "true");
    private final Site relay = new Site(world, "11.10.0.1", true);
    private final Site client = new Site(world, "11.99.0.1", false);
    private final SimDisk disk = client.host.disk();

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

    /** Ends the client's process; the next one cannot read the disk, its keys excepted. */
    private void restartUnreadable() {
        client.host.restart();
        client.open();
        disk.unreadable(true);
        client.start(client.network);
    }

    private List<byte[]> memory() {
        return MEMORY.stream().map(name -> disk.read(name).orElseThrow()).toList();
    }

    @Test
    void shouldWaitForADiskThatCannotBeRead() {
        List<byte[]> kept = memory();
        restartUnreadable();
        world.run(60_000);
        Progress progress = client.directory.progress();
        assertEquals(0, progress.percent());
        assertTrue(progress.reason().contains("cannot be read, tried every 5 s: "), progress.reason());
        assertEquals(List.of(progress.reason()), client.directory.warnings());
        assertFalse(client.directory.view().usable(client.host.clock().wallMs()));
        disk.unreadable(false);
        List<byte[]> after = memory();
        for (int i = 0; i < kept.size(); i++) {
            assertArrayEquals(kept.get(i), after.get(i), "nothing was written meanwhile");
        }
        awaitView();
        world.run(1_000);
        assertEquals(List.of(), client.directory.warnings());
    }

    @Test
    void shouldReadTheDiskAfterAHandOverWhenItWasNotReadBefore() {
        signer.host.kill();
        relay.host.kill();
        restartUnreadable();
        world.run(2_000);
        disk.unreadable(false);
        client.handOver();
        awaitView();
    }

    @Test
    void shouldKeepDamagedSequencesAside() {
        byte[] damaged = Arrays.copyOf(disk.read("directory/sequences").orElseThrow(), 50);
        disk.write("directory/sequences", damaged);
        client.restart();
        awaitView();
        assertKeptAside("directory/sequences", damaged);
        client.restart();
        awaitView();
        assertEquals(List.of(), client.directory.warnings(), "told until the restart");
    }

    @Test
    void shouldKeepADamagedSnapshotAside() {
        Map<?, ?> marks =
                DirectoryDisk.readMarks(disk.read("directory/sequences").orElseThrow());
        byte[] damaged = disk.read("directory/snapshot").orElseThrow();
        damaged[damaged.length / 2] ^= 1;
        disk.write("directory/snapshot", damaged);
        client.restart();
        awaitView();
        assertKeptAside("directory/snapshot", damaged);
        Map<?, ?> now = DirectoryDisk.readMarks(disk.read("directory/sequences").orElseThrow());
        assertEquals(marks.keySet(), now.keySet(), "the sequences were not damaged");
    }

    @Test
    void shouldNotOverwriteWhatCannotBeKeptAside() {
        byte[] damaged = {9};
        disk.write("directory/sequences", damaged);
        disk.full(true);
        client.restart();
        world.run(20_000);
        assertEquals(0, client.directory.progress().percent());
        assertArrayEquals(damaged, disk.read("directory/sequences").orElseThrow());
        disk.full(false);
        awaitView();
        assertKeptAside("directory/sequences", damaged);
    }

    /** The damaged file is aside, a good one is in its place, and the warning outlives saving and a hand-over. */
    private void assertKeptAside(String name, byte[] damaged) {
        world.runUntil(
                "it is saved anew",
                () -> !Arrays.equals(damaged, disk.read(name).orElseThrow()),
                5_000);
        world.run(1_000);
        client.handOver();
        world.run(1_000);
        assertArrayEquals(damaged, disk.read(name + ".damaged").orElseThrow());
        List<String> warnings = client.directory.warnings();
        assertEquals(1, warnings.size(), warnings.toString());
        assertTrue(warnings.get(0).contains("is kept as " + name + ".damaged"), warnings.toString());
    }
}
