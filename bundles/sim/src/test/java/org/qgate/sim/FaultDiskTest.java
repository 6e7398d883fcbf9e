package org.qgate.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.qgate.api.store.DiskFile;

/** A power loss keeps what was synced and may do anything to the rest. */
class FaultDiskTest {
    private final FaultDisk disk = new FaultDisk();
    private final Random random = new Random(1);

    private static byte[] ones(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 1);
        return bytes;
    }

    @Test
    void shouldKeepWhatWasSynced() throws IOException {
        DiskFile file = disk.create("a", 2048);
        file.write(0, ones(1024), 0, 1024);
        file.sync();
        disk.syncFolder();
        for (int i = 0; i < 50; i++) {
            assertEquals(1024, ones(disk.afterPowerLoss(random)));
        }
    }

    private static int ones(FaultDisk found) {
        int count = 0;
        for (byte each : found.content("a")) {
            count += each;
        }
        return count;
    }

    @Test
    void shouldDropKeepOrTearWhatWasNot() throws IOException {
        DiskFile file = disk.create("a", 2048);
        file.sync();
        disk.syncFolder();
        file.write(0, ones(1024), 0, 1024);
        file.write(1024, ones(512), 0, 512);
        TreeSet<Integer> seen = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            seen.add(ones(disk.afterPowerLoss(random)));
        }
        assertTrue(seen.contains(0) && seen.contains(512) && seen.contains(1536), seen.toString());
    }

    @Test
    void shouldGiveOldOrNewNamesUntilTheFolderIsSynced() throws IOException {
        disk.create("a", 10).sync();
        disk.syncFolder();
        disk.create("b", 20).sync();
        disk.rename("b", "a");
        TreeSet<Integer> sizes = new TreeSet<>();
        for (int i = 0; i < 50; i++) {
            sizes.add(disk.afterPowerLoss(random).content("a").length);
        }
        assertEquals(new TreeSet<>(List.of(10, 20)), sizes);
    }

    @Test
    void shouldFailWhenFullOrWithoutPower() throws IOException {
        disk.capacity(100);
        disk.create("a", 60);
        assertThrows(IOException.class, () -> disk.create("b", 60));
        disk.failAt(disk.steps());
        assertThrows(IOException.class, () -> disk.delete("a"));
    }
}
