package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.sim.FaultDisk;
import org.qgate.sim.SimSeeds;

/**
 * Before each step that the store takes on its disk the power is lost, in thought, several times: each time the disk
 * keeps, drops, tears and reorders what was not synced as chance has it, and a new store must find everything that was
 * acknowledged and nothing by halves.
 */
class PowerLossTest {
    private static final int LIVES = 6;
    private static final int STEPS_OF_A_LIFE = 60;
    private static final int FATES = 2;

    /** How many power losses were looked at, over all seeds. */
    private long losses;

    /** How many of them threw something away that was not whole. */
    private long discarded;

    @Test
    void shouldKeepEverythingAcknowledgedAndNothingByHalves() {
        SimSeeds.each(5, 60, this::live);
        if (Long.getLong(SimSeeds.ONE) == null) {
            assertTrue(losses >= 10_000, "only " + losses + " power losses");
            assertTrue(discarded > losses / 100, "only " + discarded + " left something unfinished");
        }
    }

    /** One store through several lives: each begins with what the last power loss left. */
    private void live(long seed) {
        Random random = new Random(seed);
        Workload workload = new Workload(random);
        FaultDisk disk = new FaultDisk();
        for (int life = 0; life < LIVES; life++) {
            FaultDisk current = disk;
            current.beforeStep(step -> lookAround(current, workload, random, step));
            try (StoreCore store = Stores.open(current)) {
                workload.adopt(store);
                for (int i = 0; i < STEPS_OF_A_LIFE; i++) {
                    workload.step(store);
                }
                current.beforeStep(step -> {});
                long last = current.steps() + random.nextInt(8);
                current.failAt(last);
                dieOf(store, workload);
            }
            disk = current.afterPowerLoss(random);
        }
        checkOnce(disk, workload, "the end");
    }

    private static void dieOf(StoreCore store, Workload workload) {
        try {
            for (int i = 0; i < 100; i++) {
                workload.step(store);
            }
        } catch (QGateException powerLost) {
            assertTrue(
                    powerLost.getMessage().contains("power lost")
                            || powerLost.getCause().getMessage().contains("power lost"),
                    powerLost.toString());
            return;
        }
        throw new AssertionError("the power was never lost");
    }

    private void lookAround(FaultDisk disk, Workload workload, Random random, String step) {
        for (int i = 0; i < FATES; i++) {
            FaultDisk found = disk.afterPowerLoss(random);
            losses++;
            checkOnce(found, workload, step);
        }
    }

    private void checkOnce(FaultDisk found, Workload workload, String step) {
        try (StoreCore store = Stores.open(found)) {
            assertEquals("", workload.fault(store), "after a power loss before: " + step);
            if (losses % 16 == 0) {
                store.check();
            }
            discarded += store.status().discardedBytes() > 0 ? 1 : 0;
        }
    }
}
