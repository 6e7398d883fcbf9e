package org.qgate.transport.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.PortInfo;
import org.qgate.api.transport.Role;

/** Who owns ports, and what happens when that changes. */
@Timeout(60)
class OwnershipTest {
    private final Recorder here = new Recorder();
    private final Recorder first = new Recorder();
    private final Recorder second = new Recorder();
    private final Node client = new Node(here);
    private final Node server = new Node(first);
    private final Endpoint address = server.listen(10).address();
    private final long port = connect();
    private final long theirs = first.accepted.get(0);

    private long connect() {
        long number = client.connect(address);
        here.until("connected", () -> here.connected.contains(number));
        int before = second.accepted.size();
        first.until("accepted", () -> !first.accepted.isEmpty() || second.accepted.size() > before);
        return number;
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @Test
    void shouldGiveParkedPortsToTheNextOwnerInOrder() {
        client.send(port, new byte[] {1, 2, 3});
        first.until("three bytes", () -> first.countOf(theirs) == 3);
        server.lease.park();
        byte[] later = ConnectionTest.random(2_000_000, 4);
        client.send(port, later);
        client.run(() -> client.lease.shutdownOutput(port));
        here.until("some to have left", () -> client.ports.status().bytesOut() > 100_000);
        assertEquals(3, first.countOf(theirs));

        Lease next = server.ports.claim(Role.KERNEL, second);
        assertTrue(next.generation() > server.lease.generation());
        List<PortInfo> adopted = Node.onLoop(next, next::ports);
        assertEquals(2, adopted.size());
        assertTrue(adopted.stream().anyMatch(PortInfo::listener));
        assertTrue(adopted.stream()
                .anyMatch(info -> info.port() == theirs && info.local().equals(address)));
        assertEquals(0, second.countOf(theirs));
        next.open();
        second.untilEvent("inputClosed");
        assertArrayEquals(later, second.bytesOf(theirs));
        assertEquals(List.of("accepted"), first.events);
    }

    @Test
    void shouldKeepBoundedBytesWhileParked() {
        server.lease.park();
        client.send(port, new byte[8_000_000]);
        client.run(() -> client.lease.shutdownOutput(port));
        here.until("the kernel's buffers to be full", this::quiet);
        assertTrue(
                server.ports.status().bufferedBytes() <= Inlet.MOST_WAITING,
                () -> server.ports.status().toString());
    }

    private boolean quiet() {
        long before = client.ports.status().bytesOut();
        long turns = 20_000;
        while (turns-- > 0) {
            Thread.onSpinWait();
        }
        return before > 0 && before == client.ports.status().bytesOut();
    }

    @Test
    void shouldTellTheNextOwnerOfAResetWhileParked() {
        server.lease.park();
        client.run(() -> client.lease.abort(port));
        here.untilEvent("closed LOCAL");
        Lease next = server.ports.claim(Role.KERNEL, second);
        next.open();
        second.untilEvent("closed RESET");
        assertEquals(List.of("accepted"), first.events);
    }

    @Test
    void shouldAcceptForTheNextOwner() {
        server.lease.park();
        long late = client.connect(address);
        here.until("connected by the kernel", () -> here.connected.contains(late));
        client.send(late, new byte[] {9});
        Lease next = server.ports.claim(Role.KERNEL, second);
        next.open();
        second.until("the byte", () -> !second.accepted.isEmpty() && second.countOf(second.accepted.get(0)) == 1);
        assertEquals(1, first.accepted.size());
    }

    @Test
    void shouldRefuseAndCountCallsOfAVoidLease() {
        Lease old = server.lease;
        Lease next = server.ports.claim(Role.KERNEL, second);
        next.open();
        for (Runnable call : List.<Runnable>of(
                () -> old.commit(theirs, next.slab(1), 1),
                () -> old.slab(1),
                () -> old.flush(theirs),
                () -> old.close(theirs),
                () -> old.abort(theirs),
                () -> old.pause(theirs),
                () -> old.resume(theirs),
                () -> old.putBack(theirs, new byte[1], 0),
                () -> old.shutdownOutput(theirs),
                () -> old.give(theirs, Role.DPN),
                () -> old.join(theirs, theirs),
                () -> old.resolve("example.net", ""),
                () -> old.writable(theirs),
                () -> old.ports())) {
            QGateException refused = assertThrows(
                    QGateException.class,
                    () -> Node.onLoop(next, () -> {
                        call.run();
                        return null;
                    }));
            assertEquals("QG-TRN-0003", refused.codeId());
        }
        assertThrows(QGateException.class, () -> old.execute(() -> {}));
        assertThrows(QGateException.class, () -> old.schedule(1, () -> {}));
        assertThrows(QGateException.class, old::open);
        assertThrows(QGateException.class, () -> old.listen(new ListenRequest("x", new Endpoint(Node.LOOPBACK, 0), 1)));
        assertEquals(18, server.ports.status().lateCallsRefused());
        old.release();
        old.park();
        client.send(port, new byte[] {5});
        second.until("the port to live on", () -> second.countOf(theirs) == 1);
    }

    @Test
    void shouldDropTimersAndTasksOfAVoidLease() {
        server.lease.schedule(50, () -> first.note("timer"));
        Lease next = server.ports.claim(Role.KERNEL, second);
        next.schedule(100, () -> second.note("timer"));
        second.untilEvent("timer");
        assertFalse(first.events.contains("timer"));
    }

    @Test
    void shouldCloseEverythingOnRelease() {
        server.lease.release();
        here.untilEvent("inputClosed");
        client.run(() -> client.lease.close(port));
        here.untilEvent("closed LOCAL");
        here.until("no connection", () -> server.ports.status().connections() == 0);
        assertTrue(server.ports.status().listeners().isEmpty());
        long refused = client.connect(address);
        here.until("refused", () -> here.failed.containsKey(refused));
        assertEquals(List.of("accepted"), first.events);
    }

    @Test
    void shouldHandAConnectionWithItsBytesToAnotherRole() {
        Recorder dpn = new Recorder() {
            @Override
            public int received(long number, byte[] bytes, int offset, int length) {
                if (length < 5) {
                    return 0;
                }
                take(number, bytes, offset, 2);
                assertTrue(server.lease.give(number, Role.KERNEL));
                note("given");
                return 2;
            }
        };
        Lease entry = server.ports.claim(Role.DPN, dpn);
        entry.open();
        Endpoint proxy = entry.listen(new ListenRequest("socks", new Endpoint(Node.LOOPBACK, 0), 5))
                .address();

        Lease kernel = server.lease;
        server.lease = entry;
        long number = client.connect(proxy);
        here.until("connected", () -> here.connected.contains(number));
        client.send(number, new byte[] {1, 2, 3, 4, 5});
        dpn.untilEvent("given");
        client.send(number, new byte[] {6, 7});
        long given = dpn.accepted.get(0);
        assertEquals(0, first.countOf(given));
        kernel.execute(() -> kernel.resume(given));
        first.until("the rest", () -> first.countOf(given) == 5);
        assertArrayEquals(new byte[] {3, 4, 5, 6, 7}, first.bytesOf(given));
        assertArrayEquals(new byte[] {1, 2}, dpn.bytesOf(given));
        Node.onLoop(kernel, () -> {
            Node.commit(kernel, given, new byte[] {8});
            return null;
        });
        here.until("an answer", () -> here.countOf(number) == 1);
    }

    @Test
    void shouldRefuseToGiveToARoleWithoutAnOwner() {
        assertFalse(server.onLoop(() -> server.lease.give(theirs, Role.DPN)));
        client.send(port, new byte[] {1});
        first.until("the port to stay", () -> first.countOf(theirs) == 1);
    }

    @Test
    void shouldIgnoreCallsForPortsOfOthers() {
        Recorder dpn = new Recorder();
        Lease other = server.ports.claim(Role.DPN, dpn);
        other.open();
        Node.onLoop(other, () -> {
            other.close(theirs);
            other.pause(theirs);
            Node.commit(other, theirs, new byte[100]);
            assertFalse(other.writable(theirs));
            assertEquals(0, other.queuedBytes(theirs));
            return null;
        });
        client.send(port, new byte[] {1});
        first.until("the port to stay", () -> first.countOf(theirs) == 1);
        assertEquals(0, here.countOf(port));
    }

    @Test
    void shouldCloseThePortOfAHandlerThatThrows() {
        Recorder failing = new Recorder() {
            @Override
            public int received(long number, byte[] bytes, int offset, int length) {
                throw new IllegalArgumentException("a test's own failure");
            }
        };
        Lease next = server.ports.claim(Role.KERNEL, failing);
        next.open();
        client.send(port, new byte[] {1});
        failing.untilEvent("closed HANDLER_FAILED");
        here.untilEvent("closed RESET");
    }

    @Test
    void shouldVoidLeasesWhenTheTransportStops() {
        server.close();
        server.lease.release();
        server.lease.park();
        assertEquals(
                "QG-TRN-0003",
                assertThrows(QGateException.class, () -> server.lease.execute(() -> {}))
                        .codeId());
        assertEquals(0, server.ports.status().connections());
    }

    @Test
    void shouldStopAtOnce() {
        long before = System.nanoTime();
        server.close();
        assertTrue(System.nanoTime() - before < 4_000_000_000L, "stopping waited for its own timeout");
    }

    @Test
    void shouldForgetThePausesOfTheOwnerBefore() {
        server.run(() -> server.lease.pause(theirs));
        client.send(port, new byte[] {1});
        Lease next = server.ports.claim(Role.KERNEL, second);
        next.open();
        second.until("the byte", () -> second.countOf(theirs) == 1);
    }

    @Test
    void shouldRefuseCallsFromOtherThreads() {
        assertThrows(IllegalStateException.class, () -> server.lease.slab(1));
        assertThrows(
                IllegalStateException.class,
                () -> server.onLoop(
                        () -> server.lease.listen(new ListenRequest("x", new Endpoint(Node.LOOPBACK, 0), 1))));
    }
}
