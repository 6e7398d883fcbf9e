package org.qgate.sim.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.qgate.api.base.Clock;
import org.qgate.api.error.QGateException;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** The store of a simulated node. */
final class MemoryStoreTest {
    private static final byte[] KEY = {1};
    private long wallMs;

    @Test
    void shouldKeepTheContract() {
        Clock clock = new Clock() {
            @Override
            public long wallMs() {
                return wallMs;
            }

            @Override
            public long monoNs() {
                return wallMs * 1_000_000;
            }
        };
        new StoreContract(new MemoryStore(clock), now -> wallMs = now).examine();
    }

    @Test
    void shouldKeepWhatWasAcknowledgedWhenItsProcessDies() {
        SimHost host = new SimWorld(1).host("10.0.0.1");
        host.store().namespace("n").map("m").put(KEY, new byte[] {7});
        host.kill();
        host.restart();
        assertArrayEquals(
                new byte[] {7}, host.store().namespace("n").map("m").get(KEY).orElseThrow());
    }

    @Test
    void shouldFailWhenTold() {
        MemoryStore store = new SimWorld(1).host("10.0.0.1").store();
        store.namespace("n").map("m").put(KEY, new byte[] {7});
        store.full(true);
        QGateException full = assertThrows(
                QGateException.class, () -> store.namespace("n").map("m").put(KEY, new byte[] {8}));
        assertEquals("QG-STO-0005", full.codeId());
        store.unreadable(true);
        assertThrows(QGateException.class, () -> store.namespace("n").map("m").get(KEY));
        store.unreadable(false);
        assertArrayEquals(new byte[] {7}, store.namespace("n").map("m").get(KEY).orElseThrow());
    }
}
