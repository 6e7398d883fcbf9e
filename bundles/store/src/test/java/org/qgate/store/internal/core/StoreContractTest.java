package org.qgate.store.internal.core;

import org.junit.jupiter.api.Test;
import org.qgate.sim.FaultDisk;
import org.qgate.sim.store.StoreContract;

/** The real store does what the one that simulated nodes have does. */
class StoreContractTest {
    private static final int SEGMENT = 8 << 20;

    @Test
    void shouldKeepTheContract() {
        Stores.Hand clock = new Stores.Hand();
        try (StoreCore store = Stores.open(new FaultDisk(), clock, Stores.LARGE_BUDGET, SEGMENT)) {
            new StoreContract(store, now -> clock.turn(now - clock.wallMs())).examine();
        }
    }
}
