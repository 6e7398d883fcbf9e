package org.qgate.kernel.internal.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.store.Change;
import org.qgate.api.store.StoreMap;
import org.qgate.api.store.Watch;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.kernel.internal.Writing;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimRandom;
import org.qgate.sim.SimWorld;

/** Snapshots of any size in a store that takes a megabyte at once; half a new one never counts. */
final class SnapshotRecordTest {
    private static final int LARGE = 3_000_000;

    private final SimHost host = new SimWorld(1).host("10.0.0.1");
    private final StoreMap map = SimArchive.map(host, Archive.DIRECTORY);

    private byte[] write(long stamp, int length) {
        byte[] encoded = new SimRandom(stamp).bytes(length);
        Writing writing = new Writing(SimArchive.of(host).now());
        SnapshotRecord.write(
                map, writing, new Snapshot("n", stamp, stamp + 1, stamp + 2, List.of(), encoded, List.of(), encoded));
        writing.commit();
        return encoded;
    }

    private byte[] read() {
        return SnapshotRecord.read(map).orElseThrow();
    }

    private int pieces() {
        int[] count = new int[1];
        SimArchive.of(host).each(Archive.DIRECTORY, "piece/", row -> count[0]++);
        return count[0];
    }

    @Test
    void shouldKeepSnapshotsOfAnySizeAndOnlyTheLast() {
        assertTrue(SnapshotRecord.read(map).isEmpty());
        assertArrayEquals(write(1, LARGE), read());
        assertEquals(12, pieces());
        assertArrayEquals(write(2, 100), read());
        assertEquals(1, pieces());
        assertArrayEquals(write(3, 0), read());
        assertEquals(0, pieces());
    }

    @Test
    void shouldNameThePiecesOnceAllAreThere() {
        write(1, 1_000_000);
        try (Watch watch = map.watch(() -> {})) {
            write(2, 2_000_000);
            List<String> order = watch.poll().stream()
                    .map(SnapshotRecordTest::what)
                    .distinct()
                    .toList();
            assertEquals(List.of("+p", "+s", "-p"), order, "pieces, head, then the old ones go");
        }
    }

    private static String what(Change change) {
        return (change.value().isPresent() ? "+" : "-") + (char) change.key()[0];
    }

    @Test
    void shouldLeaveNothingOfADamagedOneButTheCopy() {
        write(1, LARGE);
        SnapshotRecord.setAside(SimArchive.of(host).now(), new byte[] {7});
        assertTrue(SnapshotRecord.read(map).isEmpty());
        assertEquals(0, pieces());
        assertArrayEquals(new byte[] {7}, SimArchive.value(host, Archive.DIRECTORY, SnapshotRecord.ASIDE));
    }
}
