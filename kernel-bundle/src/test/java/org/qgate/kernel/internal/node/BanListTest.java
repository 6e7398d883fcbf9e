package org.qgate.kernel.internal.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.qgate.api.NodeId;
import org.qgate.api.error.QGateException;
import org.qgate.api.network.Peers;
import org.qgate.kernel.internal.Archive;
import org.qgate.kernel.internal.SimArchive;
import org.qgate.sim.SimHost;
import org.qgate.sim.SimWorld;

/** Bans are kept one by one, and a ban that could not be kept does not count. */
final class BanListTest {
    private static final NodeId ONE = NodeId.parse("ab".repeat(32));
    private static final NodeId TWO = NodeId.parse("cd".repeat(32));

    private final SimHost host = new SimWorld(1).host("10.0.0.1");
    private final BanList bans = new BanList(SimArchive.of(host));

    private BanList next() {
        BanList next = new BanList(SimArchive.of(host));
        next.load();
        return next;
    }

    @Test
    void shouldKeepBans() {
        bans.add(new Peers.Ban(ONE, "it floods — much", 7));
        bans.add(new Peers.Ban(TWO, "", 8));
        assertEquals(bans.all(), next().all());
        assertTrue(bans.remove(ONE));
        assertFalse(bans.remove(ONE));
        assertFalse(next().contains(ONE));
        assertTrue(next().contains(TWO));
    }

    @Test
    void shouldChangeNothingThatCouldNotBeKept() {
        bans.add(new Peers.Ban(ONE, "", 7));
        host.store().full(true);
        assertThrows(QGateException.class, () -> bans.add(new Peers.Ban(TWO, "", 8)));
        assertFalse(bans.contains(TWO));
        assertTrue(bans.contains(ONE));
    }

    @Test
    void shouldRefuseARecordThatMakesNoSense() {
        bans.add(new Peers.Ban(ONE, "", 7));
        SimArchive.map(host, Archive.BANS).put(TWO.bytes(), new byte[] {9});
        QGateException refused = assertThrows(QGateException.class, bans::load);
        assertEquals("QG-BAS-0006", refused.codeId());
        assertTrue(bans.contains(ONE), "what was known still counts");
    }

    @Test
    void shouldHandOverWithoutTheStore() {
        bans.add(new Peers.Ban(ONE, "why", 7));
        BanList next = new BanList(SimArchive.of(host));
        next.thaw(bans.freeze());
        assertEquals(bans.all(), next.all());
        bans.forget();
        assertFalse(bans.contains(ONE));
    }
}
