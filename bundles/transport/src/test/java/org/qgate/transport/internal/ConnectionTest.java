package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.net.IpAddress;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.ConnectRequest;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Listening;

/** Listening, connecting, sending, ending: two transports over real loopback sockets. */
@Timeout(60)
class ConnectionTest {
    private final Recorder here = new Recorder();
    private final Recorder there = new Recorder();
    private final Node client = new Node(here);
    private final Node server = new Node(there);

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private long connected() {
        Listening listening = server.listen(10);
        long port = client.connect(listening.address());
        here.untilEvent("connected");
        there.untilEvent("accepted");
        return port;
    }

    @Test
    void shouldCarryBytesBothWaysInOrder() {
        long port = connected();
        byte[] out = random(3_000_000, 1);
        byte[] back = random(1_000_000, 2);
        client.send(port, out);
        server.send(there.accepted.get(0), back);
        there.until("all bytes", () -> there.countOf(there.accepted.get(0)) == out.length);
        here.until("all bytes", () -> here.countOf(port) == back.length);
        assertArrayEquals(out, there.bytesOf(there.accepted.get(0)));
        assertArrayEquals(back, here.bytesOf(port));
        assertTrue(client.ports.status().bytesOut() >= out.length);
    }

    @Test
    void shouldTellBothEndsOfAnOrderlyClose() {
        long port = connected();
        client.send(port, random(200_000, 3));
        client.run(() -> client.lease.close(port));
        there.untilEvent("inputClosed");
        assertEquals(200_000, there.countOf(there.accepted.get(0)));
        server.run(() -> server.lease.close(there.accepted.get(0)));
        here.untilEvent("closed LOCAL");
        there.untilEvent("closed LOCAL");
        assertEquals(0, client.ports.status().connections());
        assertEquals(0, client.ports.status().bufferedBytes());
    }

    @Test
    void shouldTellTheOtherEndOfAnAbort() {
        long port = connected();
        client.run(() -> client.lease.abort(port));
        here.untilEvent("closed LOCAL");
        there.untilEvent("closed RESET");
        assertEquals(CloseReason.RESET, there.closed.get(there.accepted.get(0)));
    }

    @Test
    void shouldEndWhenBothHalvesEnded() {
        long port = connected();
        client.send(port, new byte[] {1, 2, 3});
        client.run(() -> client.lease.shutdownOutput(port));
        there.untilEvent("inputClosed");
        server.send(there.accepted.get(0), new byte[] {4, 5});
        server.run(() -> server.lease.shutdownOutput(there.accepted.get(0)));
        here.untilEvent("closed REMOTE");
        there.untilEvent("closed REMOTE");
        assertArrayEquals(new byte[] {4, 5}, here.bytesOf(port));
        assertEquals(List.of("connected", "inputClosed", "closed REMOTE"), here.events);
    }

    @Test
    void shouldSayWhyAConnectionFailed() {
        Listening listening = server.listen(1);
        server.lease.unlisten(listening.listener());
        long port = client.connect(listening.address());
        here.until("an answer", () -> here.failed.containsKey(port));
        assertEquals(ConnectFailure.REFUSED, here.failed.get(port));
        assertEquals(0, client.ports.status().connections());
    }

    @Test
    void shouldGiveAConnectionUpInTheTurnThatAskedForIt() {
        Listening listening = server.listen(10);
        long port = client.onLoop(() -> {
            long asked = client.lease.connect(new ConnectRequest(listening.address(), null, 5_000));
            client.lease.abort(asked);
            return asked;
        });
        here.until("it is gone", () -> client.ports.status().connections() == 0);
        client.connect(listening.address());
        here.untilEvent("connected");
        assertFalse(here.events.contains("closed HANDLER_FAILED"));
        assertFalse(here.closed.containsKey(port), "it never stood");
    }

    @Test
    void shouldDialFromTheAddressGiven() {
        Listening listening = server.listen(1);
        IpAddress from = IpAddress.parse("127.0.1.7").orElseThrow();
        long port = client.onLoop(() -> client.lease.connect(new ConnectRequest(listening.address(), from, 5_000)));
        here.untilEvent("connected");
        assertEquals(from, client.onLoop(() -> client.lease.local(port)).address());
    }

    @Test
    void shouldNameABusyAddress() {
        Endpoint taken = server.listen(1).address();
        QGateException refused =
                assertThrows(QGateException.class, () -> client.lease.listen(new ListenRequest("socks", taken, 1)));
        assertEquals("QG-TRN-0001", refused.codeId());
        assertTrue(refused.getMessage().contains(taken.toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains("socks"), refused.getMessage());
    }

    @Test
    void shouldRefuseConnectionsBeyondTheListenersLimit() {
        Listening listening = server.listen(1);
        client.connect(listening.address());
        there.untilEvent("accepted");
        client.connect(listening.address());
        here.until("the second to end", () -> !here.closed.isEmpty() || here.events.contains("inputClosed"));
        assertEquals(1, there.accepted.size());
        assertEquals(1, server.ports.status().connectionsRefused());
    }

    @Test
    void shouldRunTasksAndTimersOnTheLoop() {
        Thread loop = client.onLoop(Thread::currentThread);
        assertEquals("qgate-loop-0", loop.getName());
        client.lease.schedule(5, () -> here.note("timer"));
        long cancelled = client.lease.schedule(60, () -> here.note("cancelled"));
        client.lease.cancel(cancelled);
        client.lease.schedule(120, () -> here.note("later"));
        here.untilEvent("later");
        assertTrue(here.events.contains("timer"));
        assertFalse(here.events.contains("cancelled"));
    }

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
