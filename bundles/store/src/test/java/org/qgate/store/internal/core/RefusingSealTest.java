package org.qgate.store.internal.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.qgate.store.internal.core.Stores.bytes;

import java.security.GeneralSecurityException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.qgate.sim.FaultDisk;
import org.qgate.sim.SimSeeds;
import org.qgate.store.internal.journal.JournalSettings;
import org.qgate.store.internal.seal.KeyName;
import org.qgate.store.internal.seal.Seal;

/** A seal whose keys are taken away at any moment: what was asked then did not happen, and all goes on and is
 * durable afterwards. */
class RefusingSealTest {
    private static final int REFUSALS = 200;

    /** Works for a number of calls, then refuses. */
    private static final class Locked extends IllegalStateException {
        private static final long serialVersionUID = 1L;
    }

    private static final class LockingSeal implements Seal {
        private final Seal real = new TestSeal("secret", 5, 1);
        private int calls = Integer.MAX_VALUE;

        private void call() {
            if (calls-- <= 0) {
                throw new Locked();
            }
        }

        @Override
        public int epoch() {
            return real.epoch();
        }

        @Override
        public int overhead() {
            return real.overhead();
        }

        @Override
        public byte[] seal(KeyName key, byte[] associated, byte[] plain) {
            call();
            return real.seal(key, associated, plain);
        }

        @Override
        public byte[] open(KeyName key, byte[] associated, byte[] sealed) throws GeneralSecurityException {
            call();
            return real.open(key, associated, sealed);
        }

        @Override
        public byte[] mac(KeyName key, byte[] first, byte[] second, int offset, int length) {
            call();
            return real.mac(key, first, second, offset, length);
        }
    }

    @Test
    void shouldGoOnWhenTheKeysComeBack() {
        SimSeeds.each(1, 30, RefusingSealTest::refuse);
    }

    private static void refuse(long seed) {
        Random random = new Random(seed);
        FaultDisk disk = new FaultDisk();
        LockingSeal seal = new LockingSeal();
        JournalSettings journal = new JournalSettings(Stores.SMALL_SEGMENT, bytes("store-identity-1"));
        StoreSettings settings = new StoreSettings(journal, Stores.LARGE_BUDGET, false);
        Workload workload = new Workload(random);
        try (StoreCore store = new StoreCore(disk, seal, new Stores.Hand(), settings)) {
            for (int i = 0; i < REFUSALS; i++) {
                seal.calls = random.nextInt(60);
                stepUntilLocked(store, workload);
                seal.calls = Integer.MAX_VALUE;
                assertEquals("", workload.fault(store));
                workload.adopt(store);
                workload.step(store);
                try (StoreCore found = new StoreCore(disk.afterPowerLoss(random), seal, new Stores.Hand(), settings)) {
                    assertEquals("", workload.fault(found), "what came after the refusal survives a power loss");
                }
            }
            String last = disk.list().get(disk.list().size() - 2);
            assertTrue(last.compareTo("00000010") > 0, "segments were begun, the last is " + last);
            store.check();
        }
        try (StoreCore again = new StoreCore(disk, seal, new Stores.Hand(), settings)) {
            assertEquals("", workload.fault(again));
            again.check();
        }
    }

    private static void stepUntilLocked(StoreCore store, Workload workload) {
        try {
            while (true) {
                workload.step(store);
            }
        } catch (Locked expected) {
            assertEquals("", store.status().failed());
        }
    }
}
