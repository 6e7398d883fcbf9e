package org.qgate.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.qgate.api.error.QGateException;
import org.qgate.api.net.Endpoint;
import org.qgate.api.transport.CloseReason;
import org.qgate.api.transport.ConnectFailure;
import org.qgate.api.transport.Lease;
import org.qgate.api.transport.ListenRequest;
import org.qgate.api.transport.Role;
import org.qgate.api.transport.Slab;

/** The simulated sockets keep the contract of the real ones. */
final class SimPortsTest {
    private static final long SEED = 20_261_120L;
    private static final Endpoint SERVER = Endpoint.parse("10.0.0.2:80").orElseThrow();

    private final SimWorld world = new SimWorld(SEED);
    private final SimHost one = world.host("10.0.0.1");
    private final SimHost two = world.host("10.0.0.2");
    private final SimPeer client = new SimPeer(one);
    private final SimPeer server = new SimPeer(two);

    @Test
    void shouldCarryBytesInOrderThroughRandomPieces() {
        world.defaultLink(SimLink.ofMs(20, 15));
        byte[] data = world.random().bytes(1_500_000);
        server.listen(SERVER);
        server.echo();
        SimSocket socket = client.dial(SERVER);
        world.runUntil(socket::isOpen, 100);
        socket.send(data);
        world.runUntil("echo", () -> socket.count() == data.length, 60_000);
        assertArrayEquals(data, socket.received());
        assertEquals(one.address(), server.accepted().get(0).remote().address());
    }

    @Test
    void shouldRepeatExactlyWithTheSameSeed() {
        assertEquals(trace(7), trace(7));
        assertFalse(trace(7).equals(trace(8)));
    }

    private static List<Long> trace(long seed) {
        SimWorld world = new SimWorld(seed);
        world.defaultLink(SimLink.ofMs(5, 5));
        SimPeer server = new SimPeer(world.host("10.0.0.2"));
        SimPeer client = new SimPeer(world.host("10.0.0.1"));
        List<Long> times = new ArrayList<>();
        server.listen(SERVER);
        server.onBytes(socket -> times.add(world.nowNs() + socket.count()));
        SimSocket socket = client.dial(SERVER);
        world.runUntil(socket::isOpen, 100);
        socket.send(new byte[200_000]);
        world.run(1_000);
        return times;
    }

    @Test
    void shouldTellEndsOnceAndInOrder() {
        server.onEnd(socket -> socket.send(new byte[] {9})).listen(SERVER);
        client.onEnd(socket -> {});
        SimSocket socket = client.dial(SERVER);
        world.runUntil(socket::isOpen, 100);
        socket.send(new byte[] {1, 2, 3});
        socket.shutdownOutput();
        world.runUntil(() -> socket.count() == 1, 1_000);
        SimSocket other = server.accepted().get(0);
        assertTrue(other.inputClosed());
        assertArrayEquals(new byte[] {1, 2, 3}, other.received());
        other.close();
        world.runUntil(() -> socket.closed() != null && other.closed() != null, 1_000);
        assertEquals(CloseReason.LOCAL, other.closed());
        assertEquals(CloseReason.REMOTE, socket.closed());
    }

    @Test
    void shouldAnswerRefusalTimeoutAndNoRoute() {
        SimSocket refused = client.dial(SERVER);
        SimSocket unreachable = client.dial(Endpoint.parse("10.9.9.9:1").orElseThrow());
        world.run(10);
        assertEquals(ConnectFailure.REFUSED, refused.failure());
        assertEquals(ConnectFailure.UNREACHABLE, unreachable.failure());
        server.listen(SERVER);
        world.cut(one, two);
        SimSocket late = client.dial(SERVER);
        world.run(10_001);
        assertEquals(ConnectFailure.TIMEOUT, late.failure());
    }

    @Test
    void shouldHoldBackTheSenderWhileTheReceiverPauses() {
        server.listen(SERVER);
        SimSocket socket = client.dial(SERVER);
        world.runUntil(socket::isOpen, 100);
        SimSocket other = server.accepted().get(0);
        other.pause();
        socket.send(new byte[1_000_000]);
        world.run(5_000);
        assertEquals(0, other.count());
        assertTrue(socket.queued() >= 1_000_000 - 300_000, () -> "queued " + socket.queued());
        other.resume();
        world.runUntil(() -> other.count() == 1_000_000, 5_000);
        assertEquals(0, socket.queued());
    }

    @Test
    void shouldTellAResetAfterTheBytesBeforeIt() {
        server.listen(SERVER);
        SimSocket socket = client.dial(SERVER);
        world.runUntil(socket::isOpen, 100);
        SimSocket other = server.accepted().get(0);
        other.pause();
        socket.send(new byte[] {1, 2, 3});
        world.run(10);
        socket.abort();
        world.run(10);
        assertNull(other.closed());
        other.resume();
        world.run(10);
        assertEquals(3, other.count());
        assertEquals(CloseReason.RESET, other.closed());
    }

    @Test
    void shouldAnswerAConnectionGivenUpWithAFailure() {
        server.listen(SERVER);
        SimSocket socket = client.dial(SERVER);
        socket.close();
        world.run(10);
        assertEquals(ConnectFailure.OTHER, socket.failure());
        assertEquals(CloseReason.RESET, server.accepted().get(0).closed());
    }

    @Test
    void shouldHoldWhatWasSentDuringACut() {
        server.listen(SERVER);
        SimSocket socket = client.dial(SERVER);
        world.runUntil(socket::isOpen, 100);
        world.cut(one, two);
        socket.send(new byte[] {5});
        world.run(60_000);
        assertEquals(0, server.accepted().get(0).count());
        world.heal(one, two);
        world.runUntil(() -> server.accepted().get(0).count() == 1, 10);
    }

    @Test
    void shouldResetNeighboursOfAKilledHost() {
        server.listen(SERVER);
        SimSocket socket = client.dial(SERVER);
        world.runUntil(socket::isOpen, 100);
        two.kill();
        world.runUntil(() -> socket.closed() == CloseReason.RESET, 1_000);
        two.restart();
        new SimPeer(two).listen(SERVER);
        SimSocket again = client.dial(SERVER);
        world.runUntil(again::isOpen, 100);
    }

    @Test
    void shouldRefuseCallsOfAnOldOwnerAndParkItsPorts() {
        server.listen(SERVER);
        SimSocket socket = client.dial(SERVER);
        world.runUntil(socket::isOpen, 100);
        SimSocket other = server.accepted().get(0);
        SimPeer next = new SimPeer(two); // claims the role and opens it
        QGateException refused = assertThrows(QGateException.class, other::close);
        assertEquals("QG-TRN-0003", refused.codeId());
        assertEquals(1, two.ports().status().lateCallsRefused());
        assertEquals(2, next.lease().ports().size());
        assertTrue(socket.isOpen());
    }

    @Test
    void shouldDeliverToTheNextOwnerWhatCameWhileParked() {
        List<String> told = new ArrayList<>();
        Lease first = two.ports().claim(Role.DPN, new TellingHandler(told, 0));
        first.open();
        long listener = first.listen(new ListenRequest("socks", SERVER, 10)).listener();
        SimSocket socket = client.dial(SERVER);
        world.runUntil(socket::isOpen, 100);
        first.park();
        socket.send("hello".getBytes(StandardCharsets.US_ASCII));
        socket.shutdownOutput();
        world.run(100);
        assertEquals(List.of("accepted"), told);
        Lease second = two.ports().claim(Role.DPN, new TellingHandler(told, 5));
        world.run(100);
        assertEquals(List.of("accepted"), told);
        second.open();
        world.run(100);
        assertEquals(List.of("accepted", "received hello", "readComplete", "inputClosed"), told);
        assertEquals(SERVER, second.local(listener));
        assertTrue(second.generation() > first.generation());
    }

    @Test
    void shouldConnectTwoOwnersInsideAHost() {
        List<String> near = new ArrayList<>();
        List<String> far = new ArrayList<>();
        Lease dpn = two.ports().claim(Role.DPN, new TellingHandler(near, 0));
        Lease service = two.ports().claim(Role.SERVICE, new TellingHandler(far, 3));
        dpn.open();
        service.open();
        Lease.Pair pair = dpn.pair();
        assertTrue(dpn.give(pair.other(), Role.SERVICE));
        send(dpn, pair.one(), "hey");
        dpn.shutdownOutput(pair.one());
        world.run(10);
        assertEquals(List.of(), far);
        service.resume(pair.other());
        dpn.resume(pair.one());
        world.run(10);
        assertEquals(List.of("received hey", "readComplete", "inputClosed"), far);
        send(service, pair.other(), "ho");
        service.shutdownOutput(pair.other());
        world.run(10);
        assertEquals(List.of("received ho", "readComplete", "inputClosed", "closed REMOTE"), near);
        assertEquals("closed REMOTE", far.get(3));
        assertEquals(0, two.ports().status().connections());
    }

    private static void send(Lease lease, long port, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        Slab slab = lease.slab(bytes.length);
        System.arraycopy(bytes, 0, slab.array(), slab.offset(), bytes.length);
        lease.commit(port, slab, bytes.length);
        lease.flush(port);
    }

    @Test
    void shouldNameTheSeedWhenSomethingDoesNotHappen() {
        AssertionError error = assertThrows(AssertionError.class, () -> world.runUntil("rain", () -> false, 10));
        assertTrue(error.getMessage().contains(Long.toString(SEED)), error::getMessage);
    }

    @Test
    void shouldKeepClocksDisksAndWorkersApart() {
        two.clockOffsetMs(600_000);
        assertEquals(600_000, two.clock().wallMs() - one.clock().wallMs());
        one.state().write("crypto/master.key", new byte[] {1});
        assertTrue(two.state().read("crypto/master.key").isEmpty());
        assertFalse(Arrays.equals(one.random().bytes(16), two.random().bytes(16)));
        List<Integer> done = new ArrayList<>();
        var workers = one.scheduler().workers("test", 1, 2);
        for (int i = 0; i < 3; i++) {
            int number = i;
            assertTrue(workers.offer(() -> done.add(number)));
        }
        assertFalse(workers.offer(() -> done.add(99)));
        assertTrue(done.isEmpty());
        world.run(10);
        assertEquals(List.of(0, 1, 2), done);
    }
}
