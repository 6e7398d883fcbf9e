package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.Gate;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.PortInfo;
import org.qgate.api.transport.Role;
import org.qgate.transport.TransportSettings;

/** The contract inside one process, and what is a pair's own: one end stays with who asked for it, one is given away. */
class PairCarrierTest extends CarrierContract {
    private static final Map<String, String> FEW = Map.of("max_connections", "5");

    private final Owner here = new Owner();
    private final Owner there = new Owner();
    private final Node node = new Node(TransportSettings.read(FEW), here);
    private final Lease other = node.ports.claim(Role.DPN, there);

    @BeforeEach
    void start() {
        other.open();
        begin();
    }

    @Override
    List<End> connect() {
        Lease.Pair pair = node.onLoop(() -> {
            Lease.Pair made = node.lease.pair();
            assertTrue(node.lease.give(made.other(), Role.DPN));
            node.lease.resume(made.one());
            other.resume(made.other());
            return made;
        });
        return List.of(
                new End(node.ports, node.lease, Role.KERNEL, here, pair.one()),
                new End(node.ports, other, Role.DPN, there, pair.other()));
    }

    @Override
    void stop() {
        node.close();
    }

    @Test
    void shouldBeTwoPortsThatNobodyAnnounces() {
        assertNotEquals(near.port(), far.port());
        assertEquals(2, node.ports.status().connections());
        List<PortInfo> infos = node.onLoop(node.lease::ports);
        assertEquals(List.of(near.port()), infos.stream().map(PortInfo::port).toList());
        assertEquals(Endpoint.parse("0.0.0.0:0").orElseThrow(), node.onLoop(() -> node.lease.local(near.port())));
        near.send(new byte[] {1});
        far.until(1);
        assertEquals(List.of(), here.events);
        assertEquals(List.of(), there.events);
    }

    @Test
    void shouldBeginPaused() {
        Lease.Pair pair = node.onLoop(node.lease::pair);
        node.send(pair.one(), new byte[] {1, 2});
        near.send(new byte[] {1});
        far.until(1);
        assertEquals(0, here.countOf(pair.other()));
        assertEquals(2, node.onLoop(() -> node.lease.queuedBytes(pair.one())));
        node.run(() -> node.lease.resume(pair.other()));
        here.until("both bytes", () -> here.countOf(pair.other()) == 2);
    }

    @Test
    void shouldNeverDeliverDuringACallOfTheOtherEnd() {
        near.run(() -> {
            Node.commit(near.lease(), near.port(), new byte[] {1});
            assertEquals(0, there.countOf(far.port()));
            near.lease().close(near.port());
            assertEquals(List.of(), there.events);
        });
        far.until(1);
    }

    @Test
    void shouldCountAgainstTheLimitOfConnections() {
        node.onLoop(node.lease::pair);
        QGateException refused = assertThrows(QGateException.class, () -> node.onLoop(node.lease::pair));
        assertEquals("QG-TRN-0006", refused.codeId());
        assertEquals(4, node.ports.status().connections());
        assertEquals(1, node.ports.status().connectionsRefused());
    }

    @Test
    void shouldLoseWhatWaitsForAnEndThatIsNotReadInTime() {
        far.run(() -> far.lease().pause(far.port()));
        near.send(new byte[10]);
        near.run(() -> near.lease().close(near.port()));
        near.untilClosed(CloseReason.LOCAL); // after five seconds
        far.untilClosed(CloseReason.RESET);
        assertEquals(0, node.ports.status().bufferedBytes());
    }

    @Test
    void shouldBeMadeByWhoStandsForTheLoop() {
        Gate.Hold hold = node.ports.gate().close(5_000);
        hold.lend(Thread.currentThread());
        Lease.Pair pair = node.lease.pair();
        Node.commit(node.lease, pair.one(), new byte[] {1, 2, 3});
        node.lease.resume(pair.other());
        assertEquals(0, here.countOf(pair.other()));
        hold.open();
        here.until("three bytes", () -> here.countOf(pair.other()) == 3);
    }

    @Test
    void shouldBeGivenUpByWhoStandsForTheLoop() {
        Gate.Hold hold = node.ports.gate().close(5_000);
        hold.lend(Thread.currentThread());
        Lease.Pair pair = node.lease.pair();
        node.lease.abort(pair.one());
        hold.open();
        here.until("both told", () -> here.closed.size() == 2);
        assertEquals(Map.of(pair.one(), CloseReason.LOCAL, pair.other(), CloseReason.RESET), here.closed);
        assertEquals(2, node.ports.status().connections());
    }

    /** Two ends that answer each other at once could keep the loop busy for ever: sockets must have their turn. */
    @Test
    void shouldLeaveSocketsTheirTurn() {
        Endpoint address = node.listen(1).address();
        AtomicInteger answers = new AtomicInteger();
        AtomicInteger before = new AtomicInteger();
        here.appetite = length -> {
            Node.commit(near.lease(), near.port(), new byte[1]);
            return length;
        };
        there.appetite = length -> {
            if (answers.incrementAndGet() == 1000) {
                node.lease.connect(new ConnectRequest(address, null, 5_000));
            }
            if (here.accepted.isEmpty()) {
                before.set(answers.get());
                Node.commit(far.lease(), far.port(), new byte[1]);
            }
            return length;
        };
        near.send(new byte[1]);
        here.untilEvent("accepted");
        assertTrue(before.get() - 1000 < 5000, () -> "answers until the loop looked after sockets: " + before.get());
    }
}
